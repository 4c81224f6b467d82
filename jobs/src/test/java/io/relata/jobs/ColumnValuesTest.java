package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.ColumnStatistics;
import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import io.relata.jobs.publish.Loading;
import io.relata.jobs.publish.StagedTable;
import io.relata.testing.SparkExtension;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class ColumnValuesTest {

    private static final RunId RUN = new RunId("20260101t000000z-00000001");

    @TempDir
    Path folder;

    @Test
    void everyKindIsCounted(SparkSession spark) {
        Dataset<Row> rows = spark.sql("""
                SELECT * FROM VALUES
                  (-5, 1L, 0.5D, 1.25BD, DATE '1969-12-30', true, 'é', X'00FF', timestamp '2026-01-01', array(1)),
                  (7, 1L, CAST('NaN' AS DOUBLE), -2.50BD, DATE '2026-02-03', false, 'abc', X'', null, null),
                  (null, null, null, null, null, true, null, null, null, null)
                AS t(`a.``b`, long, real, exact, day, yes, text, raw, at, list)""");

        assertThat(ColumnValues.of(whole(rows), spark))
                .containsExactly(
                        new ColumnStatistics(
                                "a.`b", 1, new ColumnStatistics.Integers(OptionalLong.of(-5), OptionalLong.of(7), 2)),
                        new ColumnStatistics(
                                "long", 1, new ColumnStatistics.Integers(OptionalLong.of(1), OptionalLong.of(1), 1)),
                        new ColumnStatistics(
                                "real",
                                1,
                                new ColumnStatistics.Fractions(OptionalDouble.of(0.5), OptionalDouble.empty(), 2)),
                        new ColumnStatistics(
                                "exact",
                                1,
                                new ColumnStatistics.Decimals(
                                        Optional.of(new BigDecimal("-2.50")), Optional.of(new BigDecimal("1.25")), 2)),
                        new ColumnStatistics(
                                "day",
                                1,
                                new ColumnStatistics.Dates(
                                        Optional.of(LocalDate.of(1969, 12, 30)),
                                        Optional.of(LocalDate.of(2026, 2, 3)),
                                        2)),
                        new ColumnStatistics("yes", 0, new ColumnStatistics.Booleans(2, 1)),
                        new ColumnStatistics("text", 1, new ColumnStatistics.Texts(3, 2.5, 2)),
                        new ColumnStatistics("raw", 1, new ColumnStatistics.Binaries(2, 1.0)));
    }

    @Test
    void tableWithoutRowsHasNoExtremes(SparkSession spark) {
        Dataset<Row> rows = spark.sql("SELECT 1 AS no, 'a' AS text, DATE '2026-01-01' AS day WHERE false");

        assertThat(ColumnValues.of(whole(rows), spark))
                .containsExactly(
                        new ColumnStatistics(
                                "no", 0, new ColumnStatistics.Integers(OptionalLong.empty(), OptionalLong.empty(), 0)),
                        new ColumnStatistics("text", 0, new ColumnStatistics.Texts(0, 0, 0)),
                        new ColumnStatistics(
                                "day", 0, new ColumnStatistics.Dates(Optional.empty(), Optional.empty(), 0)));
    }

    @Test
    void partitionedTableIsReadAtItsPartitionsAlone(SparkSession spark) {
        Dataset<Row> rows = spark.range(10).toDF("no");
        String kept = write(rows.where("no < 4"), "t/r1/day=1");
        String other = write(rows.where("no >= 8"), "t/r2/day=2");
        write(rows, "t/r1/day=2");

        assertThat(ColumnValues.of(partitioned(rows.schema(), kept, other), spark))
                .containsExactly(new ColumnStatistics(
                        "no", 0, new ColumnStatistics.Integers(OptionalLong.of(0), OptionalLong.of(9), 6)));
        assertThat(ColumnValues.of(partitioned(rows.schema()), spark)).isEmpty();
    }

    private StagedTable whole(Dataset<Row> rows) {
        return StagedTable.of(definition(rows.schema(), new StructType(), write(rows, "t/r1")), List.of());
    }

    private StagedTable partitioned(StructType columns, String... locations) {
        StructType byDay = new StructType().add("day", "int");
        List<Partition> partitions = List.of(locations).stream()
                .map(location -> new Partition(
                        new PartitionValues(List.of(location.substring(location.lastIndexOf('=') + 1))),
                        location,
                        RUN,
                        new TableStatistics(1, 1, 1)))
                .toList();
        String location = folder.resolve("t").toString();
        return new StagedTable(
                definition(columns, byDay, location),
                location,
                List.of(),
                new Loading.Replace(),
                partitions,
                partitions,
                Optional.empty());
    }

    private String write(Dataset<Row> rows, String place) {
        String location = folder.resolve(place).toString();
        rows.write().parquet(location);
        return location;
    }

    private static TableDefinition definition(StructType columns, StructType partitionColumns, String location) {
        return new TableDefinition(
                new TableName("shop", "orders"),
                columns,
                partitionColumns,
                location,
                TableFormat.PARQUET,
                Optional.empty(),
                RUN,
                new TableStatistics(1, 1, 1));
    }
}
