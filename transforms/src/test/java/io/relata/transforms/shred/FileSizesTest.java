package io.relata.transforms.shred;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.testing.SparkExtension;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class FileSizesTest {

    private static final long MB = 1_000_000;
    private static final OutputFiles ONE_MB = OutputFiles.ofSize(MB);

    private final SparkSession spark;

    @TempDir
    Path folder;

    FileSizesTest(SparkSession spark) {
        this.spark = spark;
    }

    /** Rows of about 70 bytes that do not compress well, in order within and over partitions. */
    private Dataset<Row> numbered(int rows, int partitions) {
        return spark.range(0, rows, 1, partitions).selectExpr("id AS k", "sha2(cast(id AS string), 256) AS s");
    }

    private ShreddedTable root(Dataset<Row> records, OutputFiles files) {
        return root(records, files, folder.toString());
    }

    private static ShreddedTable root(Dataset<Row> records, OutputFiles files, String folder) {
        return Shredder.shred(
                        records,
                        RelationalPlan.of(records.schema(), RelationalizeOptions.root("t")),
                        table -> new Destination(folder + "/" + table, files))
                .tables()
                .get(0);
    }

    private void assertHasRowsOnce(ShreddedTable table, int rows) {
        Dataset<Row> read = spark.read().parquet(table.location());
        assertThat(read.count()).isEqualTo(rows);
        assertThat(read.selectExpr("k", "s").except(numbered(rows, 1)).count()).isZero();
        assertThat(read.select("k").distinct().count()).isEqualTo(rows);
        assertThat(table.statistics().rows()).isEqualTo(rows);
        assertThat(table.statistics().files()).isEqualTo(table.files().size());
        assertThat(table.statistics().bytes())
                .isEqualTo(sizes(table).stream().mapToLong(Long::longValue).sum());
        assertThat(parquetIn(Path.of(table.location()))).isEqualTo(table.files());
    }

    private static List<Long> sizes(ShreddedTable table) {
        return table.files().stream()
                .map(name -> Path.of(table.location(), name).toFile().length())
                .toList();
    }

    private static List<String> parquetIn(Path path) {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("_") && !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<Long> firstKeys(ShreddedTable table) {
        return table.files().stream()
                .map(name -> spark.read()
                        .parquet(table.location() + "/" + name)
                        .selectExpr("min(k)")
                        .first()
                        .getLong(0))
                .toList();
    }

    private List<Long> rowGroups(ShreddedTable table, int file) throws IOException {
        org.apache.hadoop.fs.Path path =
                new org.apache.hadoop.fs.Path(table.location(), table.files().get(file));
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(path, spark.sparkContext().hadoopConfiguration()))) {
            return reader.getRowGroups().stream()
                    .map(group -> group.getRowCount())
                    .toList();
        }
    }

    @Test
    void aTaskBeginsTheNextFileOnceTheSizeIsReached() {
        ShreddedTable table = root(numbered(100_000, 1), ONE_MB);

        assertHasRowsOnce(table, 100_000);
        assertThat(table.files()).hasSizeGreaterThan(5);
        assertThat(table.files().get(1)).matches("part-00000-[0-9]+\\.c001\\.snappy\\.parquet");
        assertThat(sizes(table)).allSatisfy(size -> assertThat(size).isLessThan(MB + MB / 5));
        assertThat(sizes(table).subList(0, table.files().size() - 1))
                .allSatisfy(size -> assertThat(size).isGreaterThan(MB / 2));
        assertThat(firstKeys(table)).isSorted();
    }

    @Test
    void smallFilesOfManyTasksBecomeOneOfFullRowGroups() throws IOException {
        ShreddedTable table = root(numbered(10_000, 20), ONE_MB);

        assertHasRowsOnce(table, 10_000);
        assertThat(table.files()).hasSize(1);
        assertThat(table.files().get(0)).endsWith(".c000-joined.snappy.parquet");
        assertThat(rowGroups(table, 0)).containsExactly(10_000L);
        assertThat(spark.read().parquet(table.location()).select("k").collectAsList())
                .extracting(row -> row.getLong(0))
                .as("in the order of the parts' names")
                .isSorted();
    }

    @Test
    void fewRowGroupsAreAppendedHoweverSmall() throws IOException {
        ShreddedTable few = root(numbered(1_600, FileMerge.FEW_ROW_GROUPS), ONE_MB, folder + "/few");
        ShreddedTable more = root(numbered(1_800, FileMerge.FEW_ROW_GROUPS + 1), ONE_MB, folder + "/more");

        assertThat(rowGroups(few, 0)).isEqualTo(Collections.nCopies(8, 200L));
        assertThat(rowGroups(more, 0)).containsExactly(1_800L);
    }

    @Test
    void largeRowGroupsAreAppendedAsTheyAre() throws IOException {
        ShreddedTable table = root(numbered(300_000, 2), OutputFiles.DEFAULT);

        assertHasRowsOnce(table, 300_000);
        assertThat(table.files()).hasSize(1);
        assertThat(sizes(table).get(0)).isGreaterThan(2 * FileMerge.LEAST_ROW_GROUP_BYTES);
        assertThat(rowGroups(table, 0)).containsExactly(150_000L, 150_000L);
    }

    @Test
    void whatTasksLeaveAfterTheirLastFullFileIsJoined() {
        ShreddedTable apart = root(numbered(120_000, 6), OutputFiles.count(100), folder + "/apart");
        assertThat(apart.files()).hasSize(6);
        assertThat(sizes(apart)).allSatisfy(size -> assertThat(size).isBetween(MB + MB / 5, MB + MB / 2));

        ShreddedTable table = root(numbered(120_000, 6), ONE_MB);

        assertHasRowsOnce(table, 120_000);
        assertThat(table.files().size()).isBetween(7, 11);
        assertThat(table.files()).filteredOn(name -> name.contains(".c000.")).hasSize(6);
        assertThat(table.files())
                .filteredOn(name -> name.contains(".c001-joined."))
                .hasSizeGreaterThan(1);
        assertThat(sizes(table)).allSatisfy(size -> assertThat(size).isLessThan(MB + MB / 5));
        assertThat(firstKeys(table)).isSorted();
    }

    @Test
    void filesThatAreLargeEnoughStayAsTheyAre() {
        ShreddedTable table = root(numbered(30_000, 3), ONE_MB);

        assertHasRowsOnce(table, 30_000);
        assertThat(table.files()).hasSize(3).noneMatch(name -> name.contains("joined"));
    }

    @Test
    void aCountGoesBeforeAnySize() {
        ShreddedTable table = root(numbered(60_000, 3), OutputFiles.count(1));

        assertHasRowsOnce(table, 60_000);
        assertThat(table.files()).hasSize(1);
    }

    @Test
    void everyTypeOutlivesBeingJoined() {
        Dataset<Row> records = spark.range(0, 500, 1, 7)
                .selectExpr(
                        "id AS k",
                        "if(id % 3 = 0, NULL, id % 2 = 0) AS b",
                        "if(id % 5 = 0, NULL, cast(id AS int)) AS i",
                        "cast(id % 10000 AS smallint) AS h",
                        "cast(-(id % 100) AS tinyint) AS y",
                        "if(id = 7, cast('NaN' AS float), cast(id / 7 AS float)) AS f",
                        "if(id % 4 = 0, NULL, -id / 7D) AS d",
                        "cast(id AS decimal(5,2)) AS d5",
                        "cast(-id AS decimal(15,3)) AS d15",
                        "if(id % 2 = 0, NULL, cast(id * -1000003 AS decimal(38,10))) AS d38",
                        "date_add(date'1500-01-01', cast(id AS int)) AS dt",
                        "timestamp_micros(id * 1000001 - 1) AS ts",
                        "if(id % 9 = 0, '', repeat('\u00e4', cast(id % 11 AS int))) AS s",
                        "unhex(hex(id)) AS x",
                        "cast(NULL AS string) AS none",
                        "transform(sequence(0, id % 4), n -> struct(n, cast(n AS string) AS t)) AS a");
        ShreddedTables apart = shred(records, OutputFiles.count(100), "apart");
        ShreddedTables joined = shred(records, OutputFiles.DEFAULT, "joined");

        assertThat(apart.tables()).extracting(table -> table.files().size()).containsExactly(7, 7);
        assertThat(joined.tables()).extracting(table -> table.files().size()).containsExactly(1, 1);
        for (int i = 0; i < 2; i++) {
            List<Row> expected =
                    spark.read().parquet(apart.tables().get(i).location()).collectAsList();
            assertThatTable(spark.read().parquet(joined.tables().get(i).location()))
                    .hasRows(expected.toArray(Row[]::new));
        }
    }

    private ShreddedTables shred(Dataset<Row> records, OutputFiles files, String name) {
        return Shredder.shred(
                records,
                RelationalPlan.of(records.schema(), RelationalizeOptions.root("t")),
                table -> new Destination(folder + "/" + name + "/" + table, files));
    }

    @Test
    void aJoinThatFailsLeavesNothing() throws IOException {
        RefusingFiles.register(spark.sparkContext().hadoopConfiguration());
        String remedy = " See the cause in the log; nothing was left at the location.";

        assertThatThrownBy(() -> refusing("throws"))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot write the tables of t (refusing:" + folder + "/throws/t): 403 Forbidden." + remedy);
        assertThatThrownBy(() -> refusing("unreadable"))
                .hasMessage(
                        "Cannot write the tables of t (refusing:" + folder + "/unreadable/t): 503 Slow Down." + remedy);
        assertThatThrownBy(() -> refusing("keeps"))
                .hasMessageMatching("Cannot join the files of table t \\(refusing:" + folder
                        + "/keeps/t\\): part-00000-[0-9]+\\.c000\\.snappy\\.parquet is still there, though its rows are in"
                        + " a joined file\\. Run again; if it comes back, check that files may be deleted there, and that"
                        + " no output committer is set to replace what a folder holds\\.");
        List<String> left = new ArrayList<>();
        for (String kind : List.of("throws", "unreadable", "keeps")) {
            try (Stream<Path> files = Files.walk(folder.resolve(kind))) {
                files.filter(Files::isRegularFile).forEach(file -> left.add(file.toString()));
            }
        }
        assertThat(left).isEmpty();
    }

    private void refusing(String kind) {
        root(numbered(30, 3), OutputFiles.DEFAULT, RefusingFiles.SCHEME + ":" + folder + "/" + kind);
    }
}
