package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.relata.transforms.plan.PlannedColumn.Role;
import io.relata.transforms.plan.RelationalizeOptions.Naming;
import io.relata.transforms.plan.RelationalizeOptions.TableOptions;
import io.relata.transforms.survey.Variants;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Plans that go on from earlier ones: what readers know keeps its name and its place. */
class PublishedTablesTest {

    private static final RelationalizeOptions GLUE = RelationalizeOptions.root("root");
    private static final RelationalizeOptions ATHENA = GLUE.withNaming(Naming.ATHENA);

    private static RelationalPlan plan(String schema, RelationalizeOptions options) {
        return RelationalPlan.of(StructType.fromDDL(schema), options);
    }

    private static RelationalPlan after(RelationalPlan earlier, String schema, RelationalizeOptions options) {
        return RelationalPlan.of(StructType.fromDDL(schema), options, PublishedTables.of(earlier));
    }

    /** By table its columns' names with their paths. */
    private static List<String> tables(RelationalPlan plan) {
        return plan.tables().stream()
                .map(table -> table.name()
                        + table.columns().stream()
                                .map(column -> column.name() + " " + column.path())
                                .toList())
                .toList();
    }

    @Test
    void newColumnsComeBehindThoseThatReadersKnow() {
        RelationalPlan first = plan("k bigint, p struct<b: bigint>, z string", GLUE);
        assertThat(tables(after(first, "a bigint, k bigint, p struct<a: bigint, b: bigint>, z string", GLUE)))
                .containsExactly("root[k $.k, p.b $.p.b, z $.z, a $.a, p.a $.p.a]");
    }

    @Test
    void newColumnsOfAChildComeBehindItsIdAndIndexToo() {
        RelationalPlan first = plan("k bigint, o array<struct<n: string>>", GLUE);
        RelationalizeOptions propagating = GLUE.withPropagate("k");
        assertThat(tables(after(first, "k bigint, o array<struct<m: bigint, n: string>>", propagating)))
                .containsExactly(
                        "root[k $.k, o $.o]", "root_o[id $.o[], index $.o[], o.val.n $.o[].n, k $.k, o.val.m $.o[].m]");
    }

    @Test
    void anIndexThatComesBackIsSecondAgain() {
        RelationalPlan first = plan("o array<bigint>", GLUE.withTable("root_o", TableOptions.NONE.withDrop("index")));
        assertThat(tables(first).get(1)).isEqualTo("root_o[id $.o[], o.val $.o[]]");
        assertThat(tables(after(first, "o array<bigint>", GLUE)).get(1))
                .isEqualTo("root_o[id $.o[], index $.o[], o.val $.o[]]");
    }

    @Test
    void aNameThatWasGivenStaysThoughASpellingFitsItBetter() {
        RelationalPlan first = plan("userId bigint", ATHENA);
        assertThat(tables(first)).containsExactly("root[userid $.userId]");
        assertThat(tables(after(first, "userId bigint, userid bigint", ATHENA)))
                .containsExactly("root[userid $.userId, userid__2 $.userid]");
        assertThat(tables(plan("userId bigint, userid bigint", ATHENA)))
                .containsExactly("root[userid__2 $.userId, userid $.userid]");
    }

    @Test
    void aNumberedNameStaysWhenItsRivalIsLeftOut() {
        RelationalPlan first = plan("`a.b` bigint, a struct<b: bigint>", GLUE);
        assertThat(tables(first)).containsExactly("root[a.b__2 $['a.b'], a.b $.a.b]");
        assertThat(tables(after(first, "`a.b` bigint, a struct<b: bigint>", GLUE.withExclude("a"))))
                .containsExactly("root[a.b__2 $['a.b']]");
    }

    @Test
    void tablesKeepTheirNamesAsWell() {
        RelationalPlan first = plan("Tags array<bigint>", ATHENA);
        assertThat(tables(after(first, "Tags array<bigint>, tags array<bigint>", ATHENA)))
                .containsExactly(
                        "root[tags $.Tags, tags__2 $.tags]",
                        "root_tags[id $.Tags[], index $.Tags[], tags_val $.Tags[]]",
                        "root_tags__2[id $.tags[], index $.tags[], tags_val $.tags[]]");
    }

    @Test
    void aRenamedColumnGoesByTheNamesItHadBefore() {
        RelationalizeOptions renaming =
                ATHENA.withTable("root", TableOptions.NONE.withName("people").withRename("home_town", "town"));
        RelationalPlan first = plan("home struct<Town: string>", renaming);
        RelationalPlan second = after(first, "home struct<Town: string>, town string", renaming);
        assertThat(tables(second)).containsExactly("people[town $.home.Town, town__2 $.town]");
        assertThat(second.notes()).containsExactly("Column town__2 of table root is for $.town, since town is taken");
        RelationalPlan third = after(second, "home struct<Town: string>, town string", ATHENA);
        assertThat(tables(third)).containsExactly("root[home_town $.home.Town, town__2 $.town]");
    }

    @Test
    void aChoiceOfColumnsDecidesTheirOrder() {
        RelationalPlan first = plan("a bigint, b bigint", GLUE);
        RelationalizeOptions selecting = GLUE.withTable("root", TableOptions.NONE.withSelect("b", "a"));
        assertThat(tables(after(first, "a bigint, b bigint", selecting))).containsExactly("root[b $.b, a $.a]");
    }

    @Test
    void anotherRootOrNamingPolicyMakesAllNamesAnew() {
        RelationalPlan first = plan("userId bigint", ATHENA);
        assertThat(tables(after(first, "a bigint, userId bigint", GLUE)))
                .containsExactly("root[a $.a, userId $.userId]");
        RelationalizeOptions other = RelationalizeOptions.root("other").withNaming(Naming.ATHENA);
        assertThat(tables(after(first, "userId bigint, userid bigint", other)))
                .containsExactly("other[userid__2 $.userId, userid $.userid]");
    }

    @Test
    void planningAgainChangesNothing() {
        String schema = "`a.b` bigint, a struct<b: bigint>, Tags array<struct<t: string>>, tags array<bigint>, v void";
        for (RelationalizeOptions options : List.of(GLUE, ATHENA, GLUE.withNaming(Naming.SHORT))) {
            RelationalPlan first = plan(schema, options.withSizes("Tags"));
            RelationalPlan second = after(first, schema, options.withSizes("Tags"));
            assertThat(second.tables()).isEqualTo(first.tables());
            assertThat(second.walk()).isEqualTo(first.walk());
            assertThat(PublishedTables.of(second)).isEqualTo(PublishedTables.of(first));
        }
    }

    @Test
    void aColumnThatNeverHadAValueIsTold() {
        RelationalPlan first = plan("v void, w bigint", GLUE);
        assertThat(PublishedTables.of(first).tables().get(0).columns())
                .extracting(PublishedTables.Column::role)
                .containsExactly(Role.VOID, Role.VALUE);
        assertThat(tables(after(first, "v bigint, w bigint", GLUE))).containsExactly("root[v $.v, w $.w]");
    }

    @Test
    void ofValuesOfSeveralKindsEachColumnKeepsItsOwn() {
        StructType kinds = new StructType()
                .add("long", DataTypes.LongType, true, Variants.marked(Variants.COLUMNS))
                .add("string", DataTypes.StringType, true, Variants.marked(Variants.COLUMNS));
        RelationalPlan first = plan("a string", GLUE);
        RelationalPlan both = RelationalPlan.of(new StructType().add("a", kinds), GLUE, PublishedTables.of(first));
        assertThat(tables(both)).containsExactly("root[a $.a, a_long $.a]");
        assertThat(both.tables().get(0).schema().fields()[0].dataType()).isEqualTo(DataTypes.StringType);
        assertThat(tables(after(both, "a bigint", GLUE))).containsExactly("root[a_long $.a]");
    }

    @Test
    void comesBackFromJson() throws JsonProcessingException {
        PublishedTables published = PublishedTables.of(plan("a array<struct<b: decimal(20,0)>>, c void", ATHENA));
        JsonMapper json = new JsonMapper();
        assertThat(json.readValue(json.writeValueAsString(published), PublishedTables.class))
                .isEqualTo(published);
    }
}
