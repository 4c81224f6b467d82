package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import io.relata.transforms.plan.RelationalizeOptions.Limits;
import io.relata.transforms.plan.RelationalizeOptions.Naming;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Structs whose field names are data. */
class AsMapTest {

    private static final RelationalizeOptions AS_MAP =
            RelationalizeOptions.root("root").withAsMap("props");

    @Test
    void fieldsBecomeRows() {
        RelationalPlan plan = PlanText.plan("k int, props struct<x:int,y:int>", AS_MAP);

        assertThat(PlanText.tables(plan))
                .isEqualTo("root(k int, props bigint); root_props(id bigint, index int, props.val.key string, "
                        + "props.val.value int)");
        Walk.Scalar value = new Walk.Scalar(3, DataTypes.IntegerType, DataTypes.IntegerType);
        assertThat(plan.walk().members().get(1).value())
                .isEqualTo(new Walk.NamedEntries(
                        StructType.fromDDL("x int, y int"),
                        1,
                        OptionalInt.empty(),
                        1,
                        List.of("x", "y"),
                        2,
                        List.of(new Walk.Member(0, value), new Walk.Member(1, value)),
                        value,
                        EmptyArrays.KEY));
        assertThat(plan.tables().get(1).path()).isEqualTo("$.props{}");
        assertThat(plan.tables().get(1).columns())
                .extracting(PlannedColumn::path)
                .containsExactly("$.props{}", "$.props{}", "$.props{key}", "$.props{value}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x:int,y:bigint                          | props.val.value bigint
            x:tinyint,y:smallint                    | props.val.value smallint
            x:bigint,y:double                       | props.val.value double
            x:bigint,y:"decimal(5,2)"               | props.val.value decimal(21,2)
            x:void,y:date                           | props.val.value date
            x:void                                  | props.val.value string
            x:struct<a:int>,y:struct<b:int,a:bigint>| props.val.value.a bigint, props.val.value.b int
            x:array<int>,y:array<double>            | props.val.value bigint
            x:map<string,int>,y:map<string,bigint>  | props.val.value bigint
            """)
    void valuesGetTheTypeThatHoldsThemAll(String fields, String columns) {
        RelationalPlan plan = PlanText.plan("props struct<" + fields.replace("\"", "") + ">", AS_MAP);

        assertThat(PlanText.tables(plan))
                .startsWith(
                        "root(props bigint); root_props(id bigint, index int, props.val.key string, " + columns + ")");
    }

    @Test
    void fieldsOfDifferentStructsWriteTheSameColumns() {
        RelationalPlan plan = PlanText.plan(
                "props struct<x:struct<b:int,t:array<struct<u:int>>>,y:struct<t:array<struct<w:string,u:bigint>>>>",
                AS_MAP);

        assertThat(PlanText.tables(plan))
                .isEqualTo("root(props bigint); "
                        + "root_props(id bigint, index int, props.val.key string, props.val.value.b int, "
                        + "props.val.value.t bigint); "
                        + "root_props.val.value.t(id bigint, index int, props.val.value.t.val.u bigint, "
                        + "props.val.value.t.val.w string)");
        List<Walk.Member> fields =
                ((Walk.NamedEntries) plan.walk().members().get(0).value()).fields();
        Walk.Struct second = (Walk.Struct) fields.get(1).value();
        assertThat(second.members()).singleElement().satisfies(member -> {
            assertThat(member.ordinal()).isZero();
            Walk.Array array = (Walk.Array) member.value();
            assertThat(array.key()).isEqualTo(4);
            assertThat(array.table()).isEqualTo(2);
            assertThat(((Walk.Struct) array.element()).members())
                    .containsExactly(
                            new Walk.Member(1, new Walk.Scalar(2, DataTypes.LongType, DataTypes.LongType)),
                            new Walk.Member(0, new Walk.Scalar(3, DataTypes.StringType, DataTypes.StringType)));
        });
        Walk.Struct first = (Walk.Struct) fields.get(0).value();
        Walk.Array narrow = (Walk.Array) first.members().get(1).value();
        assertThat(((Walk.Struct) narrow.element()).members())
                .containsExactly(new Walk.Member(0, new Walk.Scalar(2, DataTypes.IntegerType, DataTypes.LongType)));
    }

    @Test
    void fieldsMayBeLeftOutAndValuesKeptAsText() {
        assertThat(PlanText.tables(PlanText.plan("props struct<x:int,y:array<int>>", AS_MAP.withExclude("props.y"))))
                .isEqualTo("root(props bigint); root_props(id bigint, index int, props.val.key string, "
                        + "props.val.value int)");
        assertThat(PlanText.tables(PlanText.plan("props struct<x:int,y:array<int>>", AS_MAP.withJson("props{}"))))
                .isEqualTo("root(props bigint); root_props(id bigint, index int, props.val.key string, "
                        + "props.val.value string)");
    }

    @Test
    void keyColumnMayBeDropped() {
        RelationalPlan plan = PlanText.plan(
                "props struct<x:int>",
                AS_MAP.withTable("root_props", RelationalizeOptions.TableOptions.NONE.withDrop("props.val.key")));

        assertThat(PlanText.names(plan)).isEqualTo("root(props); root_props(id, index, props.val.value)");
        assertThat(((Walk.NamedEntries) plan.walk().members().get(0).value()).entryKey())
                .isEqualTo(-1);
    }

    @Test
    void shortNamesAreKeyAndValue() {
        assertThat(PlanText.names(PlanText.plan("props struct<x:struct<p:int>>", AS_MAP.withNaming(Naming.SHORT))))
                .isEqualTo("root(props); root_props(id, index, key, value_p)");
    }

    @Test
    void countsAsALevel() {
        assertThat(PlanText.tables(PlanText.plan("props struct<x:int>", AS_MAP.withLimits(new Limits(0, 10, 10)))))
                .isEqualTo("root(props string)");
    }

    @Test
    void refusesFieldsWithoutACommonType() {
        assertThatThrownBy(() -> PlanText.plan("props struct<x:int,y:string>", AS_MAP))
                .hasMessage(
                        "Cannot use a struct as a map ($.props): its fields have no type in common. Keep each value as"
                                + " JSON text with json \"props{}\", or the whole struct with json \"props\".");
    }

    @Test
    void mapOfFiveThousandFieldsPasses() {
        assertThat(PlanText.names(RelationalPlan.of(
                        new StructType().add("props", wide(5_000)), AS_MAP.withLimits(new Limits(32, 2_000, 500)))))
                .isEqualTo("root(props); root_props(id, index, props.val.key, props.val.value)");
    }

    private static StructType wide(int fields) {
        return new StructType(IntStream.range(0, fields)
                .mapToObj(i -> DataTypes.createStructField("p" + i, DataTypes.LongType, true))
                .toArray(StructField[]::new));
    }
}
