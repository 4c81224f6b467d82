package io.relata.transforms.shred;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.testing.SparkExtension;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class ShredderTest {

    private static final StructType SCHEMA = StructType.fromDDL("k bigint, a array<string>");

    /** More than there are tasks, so nothing is joined. */
    private static final OutputFiles ONE_PER_TASK = OutputFiles.count(1_000);

    private final SparkSession spark;

    @TempDir
    Path folder;

    ShredderTest(SparkSession spark) {
        this.spark = spark;
    }

    private Dataset<Row> numbered(int rows, int partitions) {
        return spark.range(0, rows, 1, partitions)
                .selectExpr("id AS k", "transform(sequence(1, 3), i -> concat(id, '-', i)) AS a");
    }

    private ShreddedTables shred(Dataset<Row> records, OutputFiles files) {
        StructType planned = RejectedRecord.without(records.schema());
        return shred(records, RelationalPlan.of(planned, RelationalizeOptions.root("t")), files);
    }

    private ShreddedTables shred(Dataset<Row> records, RelationalPlan plan, OutputFiles files) {
        Function<String, Destination> destinations = table -> new Destination(folder + "/" + table, files);
        return Shredder.shred(records, plan, destinations);
    }

    private Dataset<Row> read(ShreddedTable table) {
        return spark.read().parquet(table.location());
    }

    private List<String> everythingIn(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.map(file -> path.relativize(file).toString())
                    .filter(name -> !name.isEmpty())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void eachTaskWritesOneFileOfEachTable() {
        ShreddedTables tables = shred(numbered(10, 3), ONE_PER_TASK);

        assertThat(tables.records()).isEqualTo(10);
        assertThat(tables.tables()).extracting(ShreddedTable::name).containsExactly("t", "t_a");
        assertThat(tables.tables())
                .extracting(table -> table.statistics().rows())
                .containsExactly(10L, 30L);
        assertThat(tables.tables()).allSatisfy(table -> {
            assertThat(table.files()).hasSize(3);
            assertThat(table.statistics().bytes()).isEqualTo(sizeOnDisk(table));
        });
    }

    private static long sizeOnDisk(ShreddedTable table) {
        return table.files().stream()
                .mapToLong(name -> Path.of(table.location(), name).toFile().length())
                .sum();
    }

    @Test
    void finishedFilesAreJoinedToTheCountAskedFor() throws IOException {
        ShreddedTables apart = shred(numbered(100, 5), ONE_PER_TASK);
        List<Row> rows = read(apart.tables().get(1)).collectAsList();
        Path other = Files.createDirectory(folder.resolve("joined"));

        ShreddedTables joined = Shredder.shred(
                numbered(100, 5),
                RelationalPlan.of(SCHEMA, RelationalizeOptions.root("t")),
                table -> new Destination(other + "/" + table, OutputFiles.count(table.equals("t") ? 1 : 2)));

        assertThat(joined.tables()).extracting(table -> table.files().size()).containsExactly(1, 2);
        assertThat(joined.tables())
                .extracting(table -> table.statistics().rows())
                .containsExactly(100L, 300L);
        assertThat(joined.tables())
                .allSatisfy(table -> assertThat(table.statistics().bytes()).isEqualTo(sizeOnDisk(table)));
        assertThatTable(read(joined.tables().get(1))).hasRows(rows.toArray(Row[]::new));
        assertThat(everythingIn(other).stream().filter(name -> name.endsWith(".parquet")))
                .hasSize(3);
    }

    @Test
    void tablesWithoutRowsLeaveOneReadableFile() {
        ShreddedTables tables = shred(numbered(0, 2), OutputFiles.count(1));

        assertThat(tables.tables()).allSatisfy(table -> {
            assertThat(table.files()).hasSize(1);
            assertThat(table.statistics().rows()).isZero();
        });
        assertThatTable(read(tables.tables().get(1)))
                .hasColumns("id bigint", "index int", "a.val string")
                .hasRows();
        assertThat(tables.rejects()).isEmpty();
        assertThat(folder.resolve("t" + RejectedRecord.TABLE_SUFFIX)).doesNotExist();
    }

    @Test
    void aTaskThatFailsAndRunsAgainLeavesNoRowTwice() throws IOException {
        Dataset<Row> failingOnce = numbered(40, 2)
                .map(
                        (MapFunction<Row, Row>) row -> {
                            if (row.getLong(0) == 15 && TaskContext.get().attemptNumber() == 0) {
                                throw new IllegalStateException("first attempt");
                            }
                            return row;
                        },
                        Encoders.row(SCHEMA));

        ShreddedTables tables = shred(failingOnce, ONE_PER_TASK);

        assertThat(read(tables.tables().get(0)).select("k").distinct().count()).isEqualTo(40);
        assertThat(tables.tables())
                .extracting(table -> table.statistics().rows())
                .containsExactly(40L, 120L);
        assertThat(everythingIn(folder)).noneMatch(name -> name.contains("_temporary"));
        assertThat(everythingIn(folder).stream().filter(name -> name.endsWith(".parquet")))
                .hasSize(4);
    }

    @Test
    void aJobThatFailsLeavesNothing() throws IOException {
        Dataset<Row> failing = numbered(40, 2)
                .map(
                        (MapFunction<Row, Row>) row -> {
                            if (row.getLong(0) == 35) {
                                throw new IllegalStateException("the disk is gone");
                            }
                            return row;
                        },
                        Encoders.row(SCHEMA));

        assertThatThrownBy(() -> shred(failing, OutputFiles.count(1)))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot write the tables of t (" + folder + "/t): the disk is gone."
                        + " See the cause in the log; nothing was left at the location.");
        assertThat(everythingIn(folder)).isEmpty();
    }

    @Test
    void filesThatAreThereAlreadyAreNeitherOverwrittenNorDeleted() throws IOException {
        Path file = Files.createDirectories(folder.resolve("t_a")).resolve("kept.parquet");
        Files.writeString(file, "kept");

        assertThatThrownBy(() -> shred(numbered(1, 1), ONE_PER_TASK))
                .hasMessage("Cannot write table t_a (" + folder + "/t_a): the folder holds files already, and files"
                        + " are never overwritten. Give a folder that is new or empty.");
        assertThat(everythingIn(folder)).containsExactly("t_a", "t_a/kept.parquet");
    }

    @Test
    void rejectedRecordsGoToATableOfTheirOwn() {
        Dataset<Row> records = spark.sql("SELECT * FROM VALUES "
                + "(CAST(1 AS BIGINT), CAST(NULL AS STRUCT<raw: STRING, reason: STRING, detail: STRING, file: STRING, position: BIGINT>), array('x')), "
                + "(NULL, named_struct('raw', '{bad', 'reason', 'MALFORMED', 'detail', 'why', 'file', 'f.json', 'position', 7L), NULL)"
                + " AS t(k, " + RejectedRecord.COLUMN + ", a)");

        ShreddedTables tables = shred(records, ONE_PER_TASK);

        assertThat(tables.records()).isEqualTo(2);
        assertThat(tables.rejected()).isEqualTo(1);
        assertThatTable(read(tables.tables().get(0))).hasColumns("k bigint", "a bigint");
        assertThatTable(read(tables.tables().get(1)).select("`a.val`")).hasRows(RowFactory.create("x"));
        assertThatTable(read(tables.rejects().orElseThrow()))
                .hasColumns("raw string", "reason string", "detail string", "file string", "position bigint")
                .hasRows(RowFactory.create("{bad", "MALFORMED", "why", "f.json", 7L));
    }

    @Test
    void keysGiveTheSameIdsWhateverThePartitioningAndTheWidthOfTheKey() {
        RelationalizeOptions byKey = RelationalizeOptions.root("t").withKey("k");
        List<Row> expected = List.of();
        for (int partitions : new int[] {1, 7}) {
            for (String type : new String[] {"int", "bigint"}) {
                Dataset<Row> records = numbered(20, partitions).selectExpr("CAST(k AS " + type + ") k", "a");
                ShreddedTables tables = Shredder.shred(
                        records,
                        RelationalPlan.of(records.schema(), byKey),
                        table -> new Destination(folder + "/" + partitions + type + "/" + table));
                List<Row> rows = read(tables.tables().get(1)).orderBy("`a.val`").collectAsList();
                assertThat(rows).hasSize(60).isEqualTo(expected.isEmpty() ? rows : expected);
                expected = rows;
                assertThat(Path.of(tables.tables().get(0).location(), DocumentKeys.FOLDER))
                        .doesNotExist();
            }
        }
    }

    @Test
    void aKeyThatComesTwiceFailsTheRunAndIsNamed() throws IOException {
        Dataset<Row> twice = numbered(3, 1).union(numbered(1, 1));
        RelationalPlan plan =
                RelationalPlan.of(SCHEMA, RelationalizeOptions.root("t").withKey("k"));

        assertThatThrownBy(() -> shred(twice, plan, ONE_PER_TASK))
                .hasMessage("Cannot tell documents apart by key k (root table t): at least 1 keys come more than once:"
                        + " 1:0 (2 times). Give a key that names each document once, or remove the duplicates from the"
                        + " input.");
        assertThat(everythingIn(folder)).isEmpty();
    }

    @Test
    void aValueThatACastCannotHoldIsNamedAndNothingIsLeft() throws IOException {
        RelationalizeOptions cast = RelationalizeOptions.root("t")
                .withTable(
                        "t_a",
                        new RelationalizeOptions.TableOptions(
                                "", Map.of(), Map.of("a.val", "int"), List.of(), List.of()));

        assertThatThrownBy(() -> shred(numbered(1, 1), RelationalPlan.of(SCHEMA, cast), ONE_PER_TASK))
                .hasMessage("Cannot cast \"0-1\" to int (t_a.a.val, from $.a[]): the column is cast to int, which"
                        + " cannot hold this value exactly. Correct the data, or cast the column to string or a wider"
                        + " type.");
        assertThat(everythingIn(folder)).isEmpty();
    }

    @Test
    void namesThatAreHostileToPathsAndQueriesAreKept() {
        StructType schema = new StructType()
                .add("a.b", "string")
                .add("A", "int")
                .add("a", "int")
                .add("x`y", "array<int>")
                .add("it's \"q\"", "string");
        List<Row> rows = new ArrayList<>(List.of(RowFactory.create("v", 1, 2, new Integer[] {3}, "q")));

        ShreddedTables tables = shred(spark.createDataFrame(rows, schema), ONE_PER_TASK);

        SparkSession exact = spark.newSession();
        exact.conf().set("spark.sql.caseSensitive", "true");
        assertThat(exact.read().parquet(tables.tables().get(0).location()).collectAsList())
                .containsExactly(RowFactory.create("v", 1, 2, 1L, "q"));
        assertThat(tables.tables().get(0).schema().fieldNames()).containsExactly("a.b", "A", "a", "x`y", "it's \"q\"");
    }

    @Test
    void columnsCarryTheirSourcePathAsComment() {
        ShreddedTables tables = shred(numbered(1, 1), ONE_PER_TASK);

        assertThat(read(tables.tables().get(1))
                        .schema()
                        .apply("a.val")
                        .getComment()
                        .get())
                .isEqualTo("$.a[]");
    }
}
