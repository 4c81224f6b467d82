package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.transforms.plan.PlannedColumn.Role;
import io.relata.transforms.plan.RelationalizeOptions.Limits;
import io.relata.transforms.plan.RelationalizeOptions.Maps;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What options say of paths: json, asMap, exclude, sizes, presence. */
class PathOptionsTest {

    private static final RelationalizeOptions ROOT = RelationalizeOptions.root("root");
    private static final String NESTED = "a array<struct<b:array<struct<c:array<bigint>>>>>";

    @Test
    void deeperThanTheLimitBecomesJson() {
        RelationalPlan plan = PlanText.plan(NESTED, ROOT.withLimits(new Limits(1, 10, 10)));

        assertThat(PlanText.tables(plan)).isEqualTo("root(a bigint); root_a(id bigint, index int, a.val.b string)");
        assertThat(plan.notes())
                .containsExactly("$.a[].b lies deeper than 1 level of arrays and maps and becomes JSON text");
        Walk.Array array = (Walk.Array) plan.walk().members().get(0).value();
        assertThat(((Walk.Struct) array.element()).members().get(0).value())
                .isInstanceOfSatisfying(
                        Walk.Json.class, json -> assertThat(json.column()).isEqualTo(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a         | a int                        | root(a string)
            a         | a array<struct<b:int>>       | root(a string)
            a[]       | a array<struct<b:int>>       | root(a bigint); root_a(id bigint, index int, a.val string)
            a[].b     | a array<struct<b:array<int>,c:int>> | root(a bigint); root_a(id bigint, index int, a.val.b string, a.val.c int)
            m{}       | m map<string,struct<b:int>>  | root(m bigint); root_m(id bigint, index int, m.val.key string, m.val.value string)
            s.x       | s struct<x:struct<y:int>,z:int> | root(s.x string, s.z int)
            """)
    void jsonMakesText(String path, String schema, String tables) {
        assertThat(PlanText.tables(PlanText.plan(schema, ROOT.withJson(path)))).isEqualTo(tables);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a.b         | a struct<b:int,c:int>           | root(a.c int)
            `a.b`       | `a.b` int, a struct<b:int>      | root(a.b int)
            `x``y`      | `x``y` int, z int               | root(z int)
            a[]         | a array<struct<b:int>>          | root(a bigint); root_a(id bigint, index int)
            a[].b[]     | a array<struct<b:array<int>>>   | root(a bigint); root_a(id bigint, index int, a.val.b bigint); root_a.val.b(id bigint, index int)
            m{}         | m map<string,int>               | root(m bigint); root_m(id bigint, index int, m.val.key string)
            m{}.x       | m map<string,struct<x:int,y:int>> | root(m bigint); root_m(id bigint, index int, m.val.key string, m.val.value.y int)
            """)
    void excludeLeavesOut(String path, String schema, String tables) {
        assertThat(PlanText.tables(PlanText.plan(schema, ROOT.withExclude(path))))
                .isEqualTo(tables);
    }

    @Test
    void excludedArrayTakesItsTablesAlongAndNoWalkReachesIt() {
        RelationalPlan plan = PlanText.plan("k int, " + NESTED, ROOT.withExclude("a"));

        assertThat(PlanText.tables(plan)).isEqualTo("root(k int)");
        assertThat(plan.walk().members()).extracting(Walk.Member::ordinal).containsExactly(0);
    }

    @Test
    void emptyNameIsWrittenAsTwoBackTicks() {
        StructType source = new StructType().add("", DataTypes.LongType).add("b", DataTypes.LongType);

        assertThat(PlanText.names(RelationalPlan.of(source, ROOT.withExclude("``"))))
                .isEqualTo("root(b)");
    }

    @Test
    void mapsBecomeJsonWhereAsked() {
        assertThat(PlanText.tables(
                        PlanText.plan("m map<string,int>, a array<map<string,int>>", ROOT.withMaps(Maps.JSON))))
                .isEqualTo("root(m string, a bigint); root_a(id bigint, index int, a.val string)");
    }

    @Test
    void sizesStandBehindTheirKeys() {
        RelationalPlan plan = PlanText.plan(
                "a array<array<int>>, m map<string,int>, s struct<x:int,y:int>, `a.size` int",
                ROOT.withSizes("a", "a[]", "m", "s").withAsMap("s"));

        assertThat(PlanText.tables(plan))
                .isEqualTo("root(a bigint, a.size__2 int, m bigint, m.size int, s bigint, s.size int, a.size int); "
                        + "root_a(id bigint, index int, a.val bigint, a.val.size int); "
                        + "root_a.val(id bigint, index int, a.val.val int); "
                        + "root_m(id bigint, index int, m.val.key string, m.val.value int); "
                        + "root_s(id bigint, index int, s.val.key string, s.val.value int)");
        assertThat(plan.tables().get(0).columns().get(1))
                .isEqualTo(new PlannedColumn(
                        "a.size__2", "a.size__2", "a.size__2", "$.a", DataTypes.IntegerType, Role.SIZE));
        assertThat(((Walk.Array) plan.walk().members().get(0).value()).size()).isEqualTo(OptionalInt.of(1));
        assertThat(((Walk.Entries) plan.walk().members().get(1).value()).size()).isEqualTo(OptionalInt.of(3));
        assertThat(((Walk.NamedEntries) plan.walk().members().get(2).value()).size())
                .isEqualTo(OptionalInt.of(5));
    }

    @Test
    void presenceTellsWhetherAStructIsThere() {
        RelationalPlan plan =
                PlanText.plan("a struct<>, b struct<c:int>, d array<struct<>>", ROOT.withPresence("a", "b", "d[]"));

        assertThat(PlanText.tables(plan))
                .isEqualTo(
                        "root(a boolean, b boolean, b.c int, d bigint); root_d(id bigint, index int, d.val boolean)");
        assertThat(plan.tables().get(0).columns().get(0))
                .isEqualTo(new PlannedColumn("a", "a", "a", "$.a", DataTypes.BooleanType, Role.PRESENCE));
        assertThat(plan.walk().members().get(0).value())
                .isEqualTo(new Walk.Struct(new StructType(), List.of(), OptionalInt.of(0)));
        assertThat(plan.notes())
                .containsExactly(
                        "$.a is a struct without fields; its column tells where it is present",
                        "$.d[] is a struct without fields; its column tells where it is present");
    }

    @Test
    void notesStructsWithoutFields() {
        RelationalPlan plan = PlanText.plan("a struct<>, b int");

        assertThat(plan.notes()).containsExactly("$.a is a struct without fields and has no column");
        assertThat(plan.walk().members()).extracting(Walk.Member::ordinal).containsExactly(1);
    }

    @Test
    void pathsThatLeadNowhereAreAllTold() {
        assertThatThrownBy(() -> PlanText.plan(
                        "profile struct<age:int>, a array<struct<price:int>>, j struct<x:array<int>>, m map<string,int>",
                        ROOT.withExclude("profil.age", "a.price", "a..b", "`x")
                                .withJson("j", "m{}.zzzzzzzz")
                                .withSizes("j.x", "profile.age")
                                .withPresence("a")
                                .withAsMap("a[].price")))
                .isInstanceOfSatisfying(
                        RelataException.class,
                        thrown -> assertThat(thrown.kind()).isEqualTo(RelataException.Kind.USAGE))
                .hasMessage("""
                        Cannot read path "a..b" (option exclude): expected a name at character 3. Join members by dots, \
                        write [] for the elements of an array and {} for the values of a map, and put a name that holds . \
                        [ ] { } or ` in back-ticks.
                        Cannot read path "`x" (option exclude): a back-tick is not closed at character 3. Join members by \
                        dots, write [] for the elements of an array and {} for the values of a map, and put a name that \
                        holds . [ ] { } or ` in back-ticks.
                        Cannot follow path "m{}.zzzzzzzz" (option json): no field is there. Name one of "profile", \
                        "profile.age", "a", "a[]", "a[].price", "j", "j.x", "j.x[]", "m", "m{}".
                        Cannot follow path "a[].price" (option asMap): it is int, and asMap is for structs. Take the path \
                        out.
                        Cannot follow path "profil.age" (option exclude): no field is there. Did you mean "profile.age".
                        Cannot follow path "a.price" (option exclude): no field is there. Did you mean "a[].price".
                        Cannot follow path "j.x" (option sizes): it is not reached, since it or what it lies in is left \
                        out, kept as JSON text or used as a map. Take the path out, or the choice that hides it.
                        Cannot follow path "profile.age" (option sizes): it is int, and sizes is for arrays and maps. Take \
                        the path out.
                        Cannot follow path "a" (option presence): it is an array, and presence is for structs. Take the \
                        path out.""");
    }

    @Test
    void refusesTypesThatNoFileHolds() {
        assertThatThrownBy(() -> PlanText.plan(
                        "a array<struct<`b.c`:interval day to second>>, j struct<i:interval year>", ROOT.withJson("j")))
                .hasMessage("Cannot write type interval day to second ($.a[]['b.c']): neither Parquet nor the Glue Data"
                        + " Catalog has it. Leave it out with exclude \"a[].`b.c`\", or turn it into a string before"
                        + " relationalizing.\n"
                        + "Cannot write type interval year ($.j): neither Parquet nor the Glue Data Catalog has it. Leave"
                        + " it out with exclude \"j\", or turn it into a string before relationalizing.");
    }

    @Test
    void charactersAndVariableCharactersAreStrings() {
        RelationalPlan plan = PlanText.plan("a char(3), b varchar(9)");

        assertThat(PlanText.tables(plan)).isEqualTo("root(a string, b string)");
        assertThat(plan.walk().members().get(0).value())
                .isEqualTo(new Walk.Scalar(0, DataTypes.StringType, DataTypes.StringType));
    }

    @Test
    void refusesMapKeysThatAreNoScalars() {
        assertThatThrownBy(() -> PlanText.plan("a array<map<struct<x:int>,int>>"))
                .hasMessage(
                        "Cannot write the keys of a map ($.a[]): they are a struct of 1 field and not a scalar. Keep"
                                + " the map as JSON text with json \"a[]\".");
    }
}
