package io.relata.jobs.source;

import static org.apache.spark.sql.RowFactory.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.PartitionValues;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import io.relata.catalog.InMemoryCatalog;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class CatalogTableSourceTest {

    private static final TableName NAME = new TableName("db", "Odd`; DROP");
    private static final RunId RUN = new RunId("20240101t000000z-00000000");

    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private SparkSession spark;
    private Path folder;

    @BeforeEach
    void start(SparkSession session, @TempDir Path temporary) {
        spark = session;
        folder = temporary;
    }

    private void table(String columns, String partitionColumns, TableFormat format, Partition... partitions) {
        TableDefinition table = new TableDefinition(
                NAME,
                StructType.fromDDL(columns),
                partitionColumns.isEmpty() ? new StructType() : StructType.fromDDL(partitionColumns),
                folder + "/t",
                format,
                Optional.empty(),
                RUN,
                new TableStatistics(0, 0, 0));
        catalog.put(table, new PartitionChanges(List.of(partitions), List.of()), CatalogVersion.ABSENT);
    }

    /** One row, in a folder that is named neither for its table nor for its values. */
    private Partition partition(String place, List<String> values, String... columns) {
        String location = folder + "/elsewhere/" + place;
        spark.range(1).selectExpr(columns).coalesce(1).write().parquet(location);
        return new Partition(new PartitionValues(values), location, RUN, new TableStatistics(0, 0, 0));
    }

    private static List<Row> sorted(Dataset<Row> rows) {
        return rows.sort(rows.columns()[0]).collectAsList();
    }

    private CatalogTableSource source() {
        return CatalogTableSource.of(catalog, NAME);
    }

    private void threeYears() {
        List<Partition> partitions = new ArrayList<>();
        partitions.add(partition("a", List.of("2023", "007"), "1 AS MixedCase", "'gone' AS unknown"));
        partitions.add(partition("b=9", List.of("2024", "12"), "2 AS MixedCase", "'new' AS more"));
        partitions.add(partition("{c}*", List.of(PartitionValues.NULL, "x'y"), "3 AS MixedCase"));
        table(
                "mixedcase INT, more STRING",
                "year INT, shop STRING",
                TableFormat.PARQUET,
                partitions.toArray(Partition[]::new));
    }

    @Test
    void partitionsAreReadWhereTheyLieAsTheCatalogTypesThem() {
        threeYears();
        Dataset<Row> read = source().read(spark);
        assertThat(read.schema().toDDL()).isEqualTo("mixedcase INT,more STRING,year INT,shop STRING");
        assertThat(sorted(read))
                .containsExactly(
                        create(1, null, 2023, "007"), create(2, "new", 2024, "12"), create(3, null, null, "x'y"));
    }

    @Test
    void aConditionOpensNoFileOfAnotherPartition() {
        threeYears();
        Files.write(folder, "elsewhere/a/broken.parquet", "no Parquet");
        assertThat(sorted(source().where("year = 2024 OR shop = 'x\\'y'").read(spark)))
                .containsExactly(create(2, "new", 2024, "12"), create(3, null, null, "x'y"));
        assertThat(source().where("YEAR > 2024").read(spark).collectAsList()).isEmpty();
    }

    @Test
    void aConditionSeesPartitionColumnsAlone() {
        threeYears();
        assertThatThrownBy(() -> source().where("mixedcase = 1").read(spark))
                .hasMessageMatching(
                        "Cannot choose partitions of table db\\.odd`; drop \\(where\\): .*`mixedcase`.*\\. Correct the"
                                + " condition; it sees the partition columns year, shop\\.");
        assertThatThrownBy(() -> source().where("year =").read(spark))
                .hasMessageMatching(
                        "Cannot choose partitions of table db\\.odd`; drop \\(where\\): .*[Ss]yntax error.*\\."
                                + " Correct the condition; it sees the partition columns year, shop\\.");
    }

    @Test
    void aTableWithoutPartitionColumnsTakesNoCondition() {
        spark.range(1).toDF("k").write().parquet(folder + "/t");
        Files.write(folder, "t/below/other.parquet", "of another table");
        table("k BIGINT", "", TableFormat.PARQUET);
        assertThat(source().read(spark).collectAsList()).containsExactly(create(0L));
        assertThatThrownBy(() -> source().where("k = 0").read(spark))
                .hasMessage(
                        "Cannot read table db.odd`; drop (in the catalog): the table has no partition columns, and a"
                                + " condition chooses partitions. Remove where, and choose rows by a query under derive.");
    }

    @Test
    void aValueThatIsNoneOfItsColumnIsRefused() {
        Partition partition = partition("a", List.of("x"), "1 AS a");
        table("a INT", "year INT", TableFormat.PARQUET, partition);
        assertThatThrownBy(() -> source().read(spark))
                .hasMessage(
                        "Cannot read table db.odd`; drop (" + folder + "/elsewhere/a): the partition's value of column"
                                + " year is no int. Repair the table's partitions.");
    }

    @Test
    void deltaTablesAreReadByTheirLogs() {
        spark.range(4)
                .selectExpr("id AS k", "CAST(id % 2 AS INT) AS half")
                .write()
                .format("delta")
                .partitionBy("half")
                .save(folder + "/t");
        table("k BIGINT", "half INT", TableFormat.DELTA);
        assertThat(source().read(spark).count()).isEqualTo(4);
        assertThat(sorted(source().where("half = 1").read(spark))).containsExactly(create(1L, 1), create(3L, 1));
        assertThatThrownBy(() -> source().where("k = 1").read(spark)).hasMessageContaining("(where)");
    }

    @Test
    void theTwinOfADeltaTableIsRefused() {
        table("k BIGINT", "", TableFormat.SYMLINK);
        assertThatThrownBy(() -> source().read(spark))
                .hasMessage(
                        "Cannot read table db.odd`; drop (in the catalog): it is a list of another table's files, which"
                                + " Redshift Spectrum reads. Name the Delta table that it belongs to.");
    }
}
