package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.transforms.plan.RelationalizeOptions.Limits;
import io.relata.transforms.plan.RelationalizeOptions.TableOptions;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** The guards: they speak before anything is read. */
class LimitsTest {

    private static final RelationalizeOptions ROOT = RelationalizeOptions.root("root");

    @Test
    void tooManyColumnsProposeWhatToDoWithTheWidestStruct() {
        StructType source = new StructType()
                .add("k", DataTypes.LongType)
                .add("small", wide(3))
                .add("props", wide(5_000));

        assertThatThrownBy(() -> RelationalPlan.of(source, ROOT.withLimits(new Limits(32, 2_000, 500))))
                .hasMessage(
                        "Cannot write table root ($): it would have 5004 columns and at most 2000 are allowed. If the"
                                + " 5000 field names of $.props are data, turn them into rows with asMap \"props\" or keep them as"
                                + " JSON text with json \"props\"; otherwise raise limits.columns.");
    }

    @Test
    void tooManyColumnsOfTheRecordItself() {
        assertThatThrownBy(() -> RelationalPlan.of(wide(3), ROOT.withLimits(new Limits(32, 2, 500))))
                .hasMessage(
                        "Cannot write table root ($): it would have 3 columns and at most 2 are allowed. Select fewer"
                                + " columns, leave fields out with exclude, or raise limits.columns.");
    }

    @Test
    void columnsThatAreNotWrittenDoNotCount() {
        RelationalPlan plan = RelationalPlan.of(
                wide(3), ROOT.withLimits(new Limits(32, 2, 500)).withTable("root", TableOptions.NONE.withDrop("p1")));

        assertThat(PlanText.names(plan)).isEqualTo("root(p0, p2)");
    }

    @Test
    void asManyTablesAsAllowedPassAndOneMoreDoesNot() {
        RelationalizeOptions three = ROOT.withLimits(new Limits(32, 10, 3));

        assertThat(PlanText.plan("a array<int>, b array<int>", three).tables()).hasSize(3);
        assertThatThrownBy(() -> PlanText.plan("a array<int>, b array<int>, c array<int>", three))
                .hasMessage(
                        "Cannot plan the tables of root ($): there would be 4 and at most 3 are allowed. Keep arrays as"
                                + " JSON text with json, leave some out with exclude, or raise limits.tables.");
    }

    @Test
    void refusesARootWithoutColumns() {
        assertThatThrownBy(() -> PlanText.plan("a struct<>"))
                .hasMessage("Cannot write table root ($): no column is left. Leave out less, or name a struct without"
                        + " fields in presence to have a column for it.");
    }

    @Test
    void deepStructsPassUpToAPoint() {
        assertThat(RelationalPlan.of(deep(499), ROOT).tables().get(0).columns()).hasSize(1);
        assertThatThrownBy(() -> RelationalPlan.of(deep(100_000), ROOT))
                .hasMessage("Cannot plan a schema ($" + ".a".repeat(501) + "): it is nested more than 500 levels deep."
                        + " Declare a schema that gives the type string where the nesting has no end.");
    }

    @Test
    void refusesSchemasThatMultiplyWithoutEnd() {
        DataType type = DataTypes.LongType;
        for (int i = 0; i < 100; i++) {
            type = new StructType().add("a", type).add("b", type);
        }
        StructType source = (StructType) type;

        assertThatThrownBy(() -> RelationalPlan.of(source, ROOT))
                .hasMessage("Cannot plan a schema ($): it has more than 1000000 fields. Declare a schema that gives the"
                        + " type string where the nesting has no end.");
    }

    private static StructType deep(int levels) {
        StructType type = new StructType().add("a", DataTypes.LongType);
        for (int i = 0; i < levels; i++) {
            type = new StructType().add("a", type);
        }
        return type;
    }

    private static StructType wide(int fields) {
        return new StructType(IntStream.range(0, fields)
                .mapToObj(i -> DataTypes.createStructField("p" + i, DataTypes.LongType, true))
                .toArray(StructField[]::new));
    }
}
