package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.transforms.plan.RelationalizeOptions.Naming;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The names that the policies ATHENA and SHORT give. */
class SafeNamesTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ATHENA | a struct<b:int>, `a.b` int | root(a_b, a_b__2)
            ATHENA | a_b array<int>, a struct<b:array<int>> | root(a_b, a_b__2); root_a_b(id, index, a_b_val); root_a_b__2(id, index, a_b_val)
            ATHENA | a struct<b:array<int>>, a_b array<int> | root(a_b__2, a_b); root_a_b__2(id, index, a_b_val); root_a_b(id, index, a_b_val)
            ATHENA | userId int, userid int | root(userid__2, userid)
            ATHENA | Tags array<int>, tags array<int> | root(tags__2, tags); root_tags__2(id, index, tags_val); root_tags(id, index, tags_val)
            ATHENA | `a b` array<struct<`c d`:int>> | root(a_b); root_a_b(id, index, a_b_val_c_d)
            ATHENA | userId int, USERID int, userid__2 int | root(userid__3, userid, userid__2)
            ATHENA | m map<string,struct<p:int>> | root(m); root_m(id, index, m_val_key, m_val_value_p)
            ATHENA | a array<struct<id:int,index:int>> | root(a); root_a(id, index, a_val_id, a_val_index)
            ATHENA | `Straße` int, `naïve` int, `İ` int | root(stra_e, na_ve, i_)
            SHORT  | a array<struct<id:int,index:int>>, id int, index int | root(a, id, index); root_a(id, index, id__2, index__2)
            SHORT  | o array<struct<n:string,t:array<string>,m:struct<x:int>>> | root(o); root_o(id, index, n, t, m_x); root_o_t(id, index, t)
            SHORT  | m array<array<int>> | root(m); root_m(id, index, m); root_m__2(id, index, m)
            SHORT  | m map<string,int> | root(m); root_m(id, index, key, value)
            SHORT  | m map<string,struct<p:int,q:array<int>>> | root(m); root_m(id, index, key, value_p, value_q); root_m_value_q(id, index, q)
            SHORT  | m map<string,array<int>> | root(m); root_m(id, index, key, value); root_m_value(id, index, value)
            SHORT  | am array<map<string,int>> | root(am); root_am(id, index, am); root_am__2(id, index, key, value)
            SHORT  | p struct<q:array<int>> | root(p_q); root_p_q(id, index, q)
            """)
    void givesSafeNames(Naming naming, String schema, String names) {
        assertThat(PlanText.names(PlanText.plan(schema, root().withNaming(naming))))
                .isEqualTo(names.strip());
    }

    @Test
    void namelessPartBecomesAHashOfItsPath() {
        RelationalPlan plan = PlanText.plan("`名前` array<struct<`キー`:bigint>>", root().withNaming(Naming.ATHENA));

        assertThat(PlanText.names(plan))
                .isEqualTo("root(c_6ffb29a0); root_c_6ffb29a0(id, index, c_6ffb29a0_val_c_a55232fc)");
        assertThat(plan.tables()
                        .get(1)
                        .schema()
                        .apply("c_6ffb29a0_val_c_a55232fc")
                        .getComment()
                        .get())
                .isEqualTo("$.名前[].キー");
    }

    @Test
    void rootIsNormalisedToo() {
        assertThat(PlanText.names(PlanText.plan(
                        "a int", RelationalizeOptions.root("My Players").withNaming(Naming.ATHENA))))
                .isEqualTo("my_players(a)");
    }

    @ParameterizedTest
    @EnumSource(Naming.class)
    void longNamesAreCutToTheirLimitAndStayDistinct(Naming naming) {
        String shared = "長".repeat(60) + "x".repeat(300);
        StructType source = new StructType()
                .add(
                        "p",
                        new StructType()
                                .add(shared + "1", DataTypes.LongType)
                                .add(shared + "2", DataTypes.createArrayType(DataTypes.LongType)));
        int longest = naming == Naming.GLUE ? 255 : 127;

        RelationalPlan plan = RelationalPlan.of(source, root().withNaming(naming));

        assertThat(plan.tables().get(0).columns())
                .extracting(PlannedColumn::name)
                .doesNotHaveDuplicates()
                .allSatisfy(name ->
                        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isBetween(longest - 4, longest));
        assertThat(plan.tables().get(0).columns().get(0).name())
                .matches(naming == Naming.GLUE ? "p\\.長{40}_[0-9a-f]{8}_x{122}1" : "p_[_x]{56}_[0-9a-f]{8}_x{58}1");
        assertThat(plan.notes())
                .contains("Column " + plan.tables().get(0).columns().get(0).name() + " of table root is for $.p."
                        + shared + "1, whose own name is too long");
        assertThat(plan.tables().get(1).name().getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(longest);
    }

    @Test
    void longRootLeavesRoomForTheNameOfTheRejects() {
        RelationalPlan plan = PlanText.plan("a array<int>", RelationalizeOptions.root("r".repeat(300)));

        assertThat(plan.tables().get(0).name()).hasSize(255 - "__rejects".length());
    }

    @Test
    void numberedNameOfFullLengthStaysWithinTheLimit() {
        String full = "x".repeat(127);
        StructType source = new StructType()
                .add(full, DataTypes.LongType)
                .add("X".repeat(127), DataTypes.LongType)
                .add("X".repeat(126) + "x", DataTypes.LongType);

        RelationalPlan plan = RelationalPlan.of(source, root().withNaming(Naming.ATHENA));

        assertThat(plan.tables().get(0).columns())
                .extracting(PlannedColumn::name)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).hasSize(127));
        assertThat(plan.tables().get(0).columns().get(0).name()).isEqualTo(full);
        assertThat(plan.tables().get(0).columns().get(1).name()).matches("x{57}_[0-9a-f]{8}_x{57}__2");
    }

    @Test
    void loneSurrogatesStayDistinctInUtf8() {
        StructType source = new StructType().add("\ud800", DataTypes.LongType).add("\ud801", DataTypes.LongType);

        RelationalPlan plan = RelationalPlan.of(source, root());

        assertThat(PlanText.names(plan)).isEqualTo("root(\ufffd, \ufffd__2)");
    }

    @Test
    void notesWhatIsNotNamedAsExpected() {
        assertThat(PlanText.plan("a struct<b:int>, `a.b` int").notes())
                .containsExactly("Column a.b__2 of table root is for $['a.b'], since a.b is taken");
        assertThat(PlanText.plan("userId int, userid int").notes())
                .containsExactly(
                        "Columns userId and userid of table root differ in case alone, which the Glue Data Catalog"
                                + " ignores");
        assertThat(PlanText.plan("Tags array<int>, tags array<int>").notes())
                .containsExactly(
                        "Tables root_Tags and root_tags differ in case alone, which the Glue Data Catalog ignores",
                        "Columns Tags and tags of table root differ in case alone, which the Glue Data Catalog"
                                + " ignores");
    }

    private static RelationalizeOptions root() {
        return RelationalizeOptions.root("root");
    }
}
