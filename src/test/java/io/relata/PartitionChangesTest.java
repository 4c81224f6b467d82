package io.relata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class PartitionChangesTest {

    private static final RunId RUN = new RunId("20260101t000000z-00000001");

    @Test
    void putsReplaceAndDropsRemoveAndTheRestStays() {
        PartitionChanges changes = new PartitionChanges(
                List.of(partition("c", 9), partition("b", 9)), List.of(values("d"), values("never there")));

        assertThat(changes.appliedTo(List.of(partition("d", 1), partition("b", 1), partition("a", 1))))
                .containsExactly(partition("a", 1), partition("b", 9), partition("c", 9));
        assertThat(PartitionChanges.NONE.appliedTo(List.of(partition("b", 1), partition("a", 1))))
                .containsExactly(partition("a", 1), partition("b", 1));
    }

    @Test
    void partitionNamedTwiceIsRefused() {
        assertThatThrownBy(() -> new PartitionChanges(List.of(partition("a", 1), partition("a", 2)), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Partition (a) is put or dropped twice in one change");
        assertThatThrownBy(() -> new PartitionChanges(List.of(), List.of(values("a"), values("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Partition (a) is put or dropped twice in one change");
        assertThatThrownBy(() -> new PartitionChanges(List.of(partition("a", 1)), List.of(values("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Partition (a) is put or dropped twice in one change");
    }

    @Test
    void everyPartitionHasAValuePerColumn() {
        TableDefinition table = new TableDefinition(
                new TableName("games", "players"),
                new StructType().add("id", DataTypes.LongType),
                List.of("year", "load"),
                "/data",
                TableFormat.PARQUET,
                Optional.empty(),
                RUN,
                new TableStatistics(0, 0, 0));

        new PartitionChanges(List.of(), List.of(values("2026", "x"))).requireFitting(table);
        assertThatThrownBy(() -> new PartitionChanges(List.of(partition("2026", 1)), List.of()).requireFitting(table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Partition (2026) has 1 values and table games.players has 2 partition columns");
    }

    @Test
    void valuesAreComparedOneByOneAsTexts() {
        assertThat(List.of(values("b"), values("a", "b"), values("a"), values("10"), values("a", "a")).stream()
                        .sorted())
                .containsExactly(values("10"), values("a"), values("a", "a"), values("a", "b"), values("b"));
    }

    @Test
    void emptyValueIsRefused() {
        assertThatThrownBy(() -> values("a", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A partition has a value for each partition column, not: [a, ]");
        assertThatThrownBy(PartitionChangesTest::values)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A partition has a value for each partition column, not: []");
    }

    @Test
    void locationIsAFolderWithoutTrailingSlash() {
        assertThatThrownBy(() -> new Partition(values("a"), "s3://b/a/", RUN, new TableStatistics(0, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("partition (a): not a location: \"s3://b/a/\"");
    }

    private static Partition partition(String value, long rows) {
        return new Partition(values(value), "/data/" + value, RUN, new TableStatistics(rows, 1, 1));
    }

    private static PartitionValues values(String... values) {
        return new PartitionValues(List.of(values));
    }
}
