package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.transforms.plan.RelationalizeOptions.Naming;
import io.relata.transforms.survey.Variants;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Names of the columns for values of several kinds at one place. */
class VariantNamesTest {

    private static final RelationalizeOptions ROOT = RelationalizeOptions.root("root");

    /** A struct of variants whose members are those of a struct written as DDL. */
    private static StructType variants(String naming, String ddl) {
        StructType marked = new StructType();
        for (var field : StructType.fromDDL(ddl).fields()) {
            marked = marked.add(field.name(), field.dataType(), true, Variants.marked(naming));
        }
        return marked;
    }

    private static StructType columns(String ddl) {
        return variants(Variants.COLUMNS, ddl);
    }

    private static StructType source(String name, DataType type) {
        return new StructType().add(name, type);
    }

    private static String names(StructType source, RelationalizeOptions options) {
        return PlanText.names(RelationalPlan.of(source, options));
    }

    private static String names(StructType source) {
        return names(source, ROOT);
    }

    @Test
    void scalarsAreNamedByKind() {
        RelationalPlan plan = RelationalPlan.of(source("a", columns("long bigint, string string")), ROOT);

        assertThat(PlanText.tables(plan)).isEqualTo("root(a_long bigint, a_string string)");
        assertThat(plan.tables().get(0).columns())
                .extracting(PlannedColumn::path)
                .containsExactly("$.a", "$.a");
        assertThat(plan.walk().members())
                .singleElement()
                .satisfies(member -> assertThat(member.value())
                        .isEqualTo(new Walk.Struct(
                                columns("long bigint, string string"),
                                List.of(
                                        new Walk.Member(0, new Walk.Scalar(0, DataTypes.LongType, DataTypes.LongType)),
                                        new Walk.Member(
                                                1, new Walk.Scalar(1, DataTypes.StringType, DataTypes.StringType))),
                                java.util.OptionalInt.empty())));
    }

    @Test
    void structsAndArraysKeepTheName() {
        StructType source = source("a", columns("struct struct<b:bigint>, array array<struct<c:int>>, string string"));

        assertThat(names(source)).isEqualTo("root(a.b, a, a_string); root_a(id, index, a.val.c)");
    }

    @Test
    void variantsOfElementsAndMembersAreNamedAlike() {
        StructType price = new StructType().add("price", columns("double double, string string"));

        assertThat(names(source("p", DataTypes.createArrayType(price))))
                .isEqualTo("root(p); root_p(id, index, p.val.price_double, p.val.price_string)");
        assertThat(names(source("p", DataTypes.createArrayType(columns("long bigint, struct struct<x:int>")))))
                .isEqualTo("root(p); root_p(id, index, p.val_long, p.val.x)");
    }

    @Test
    void markOfStructsNamesEveryKind() {
        StructType source = source(
                "a",
                variants(Variants.STRUCT, "long bigint, struct struct<b:bigint>, array array<int>, string string"));

        assertThat(names(source))
                .isEqualTo("root(a.long, a.struct.b, a.array, a.string); root_a.array(id, index, a.array.val)");
    }

    @Test
    void safeNamesJoinTheKindByAnUnderscore() {
        StructType source = source("Ab", columns("long bigint, array array<bigint>"))
                .add("e", DataTypes.createArrayType(columns("long bigint, string string")));

        assertThat(names(source, ROOT.withNaming(Naming.ATHENA)))
                .isEqualTo("root(ab_long, ab, e); root_ab(id, index, ab_val);"
                        + " root_e(id, index, e_val_long, e_val_string)");
        assertThat(names(source, ROOT.withNaming(Naming.SHORT)))
                .isEqualTo("root(ab_long, ab, e); root_ab(id, index, ab); root_e(id, index, e_long, e_string)");
    }

    @Test
    void realFieldKeepsItsNameAgainstAVariant() {
        StructType source = source("a", columns("long bigint, string string")).add("a_long", DataTypes.StringType);

        RelationalPlan plan = RelationalPlan.of(source, ROOT);

        assertThat(PlanText.names(plan)).isEqualTo("root(a_long__2, a_string, a_long)");
        assertThat(plan.notes()).contains("Column a_long__2 of table root is for $.a, since a_long is taken");
        assertThat(names(source, ROOT.withNaming(Naming.ATHENA))).isEqualTo("root(a_long__2, a_string, a_long)");
    }

    @Test
    void optionPathOfAVariantIsThatOfTheValue() {
        StructType source = source("k", DataTypes.LongType)
                .add("a", columns("struct struct<b:bigint,c:bigint>, array array<struct<d:int,e:int>>, string string"));

        assertThat(names(source, ROOT.withExclude("a"))).isEqualTo("root(k)");
        assertThat(names(source, ROOT.withExclude("a.b", "a[].d")))
                .isEqualTo("root(k, a.c, a, a_string); root_a(id, index, a.val.e)");
        assertThat(PlanText.tables(RelationalPlan.of(source, ROOT.withJson("a"))))
                .isEqualTo("root(k bigint, a string)");
        assertThat(PlanText.tables(RelationalPlan.of(source, ROOT.withJson("a[]"))))
                .isEqualTo("root(k bigint, a.b bigint, a.c bigint, a bigint, a_string string);"
                        + " root_a(id bigint, index int, a.val string)");
        assertThat(names(source, ROOT.withSizes("a")))
                .isEqualTo("root(k, a.b, a.c, a, a.size, a_string); root_a(id, index, a.val.d, a.val.e)");
        assertThat(names(source, ROOT.withPresence("a")))
                .isEqualTo("root(k, a__2, a.b, a.c, a, a_string); root_a(id, index, a.val.d, a.val.e)");
        assertThat(names(source, ROOT.withAsMap("a").withExclude("a[]")))
                .isEqualTo(
                        "root(k, a, a__2, a_string); root_a(id, index, a.val.key, a.val.value); root_a__2(id, index)");
    }

    @Test
    void pathsOfKindsAreNoPaths() {
        StructType source = source("a", columns("long bigint, string string")).add("b", DataTypes.LongType);

        assertThatThrownBy(() ->
                        RelationalPlan.of(source, ROOT.withExclude("a.long").withSizes("a")))
                .hasMessage("""
                        Cannot follow path "a.long" (option exclude): no field is there. Name one of "a", "b".
                        Cannot follow path "a" (option sizes): it is of several kinds, and sizes is for arrays and \
                        maps. Take the path out.""");
    }

    @Test
    void fieldsOfAMapWithOneSetOfVariantsShareThem() {
        StructType map = new StructType()
                .add("x", columns("long bigint, string string"))
                .add("y", columns("boolean boolean, string string"));

        assertThat(names(source("m", map), ROOT.withAsMap("m")))
                .isEqualTo("root(m); root_m(id, index, m.val.key, m.val.value_long, m.val.value_string,"
                        + " m.val.value_boolean)");
    }

    @Test
    void variantsAndAnythingElseHaveNoTypeInCommon() {
        StructType map = new StructType()
                .add("x", columns("struct struct<long:bigint>, string string"))
                .add("y", new StructType().add("long", DataTypes.LongType));

        assertThatThrownBy(() -> names(source("m", map), ROOT.withAsMap("m")))
                .hasMessage("Cannot use a struct as a map ($.m): its fields have no type in common. Keep each value as"
                        + " JSON text with json \"m{}\", or the whole struct with json \"m\".");
    }

    @Test
    void longNamesOfVariantsKeepTheKind() {
        StructType source = source("n".repeat(300), columns("long bigint, string string"));

        assertThat(RelationalPlan.of(source, ROOT).tables().get(0).columns())
                .extracting(PlannedColumn::name)
                .allSatisfy(name -> assertThat(name).hasSize(255))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("n_long"),
                        second -> assertThat(second).endsWith("n_string"));
    }

    @Test
    void rescuedColumnIsAColumn() {
        StructType source =
                source("a", DataTypes.LongType).add(Variants.RESCUED, DataTypes.StringType, true, Variants.rescued());

        assertThat(names(source)).isEqualTo("root(a, _rescued)");
    }
}
