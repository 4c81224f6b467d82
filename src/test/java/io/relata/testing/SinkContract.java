package io.relata.testing;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.NamedTable;
import io.relata.ParentLink;
import io.relata.RelataException;
import io.relata.Sink;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Sink} promises. */
@ExtendWith(SparkExtension.class)
public abstract class SinkContract {

    protected final SparkSession spark;

    @TempDir
    private Path folder;

    protected SinkContract(SparkSession spark) {
        this.spark = spark;
    }

    /** A sink that writes below the folder; a second one for the same folder writes to the same locations. */
    protected abstract Sink sink(Path folder);

    /** The format that the sink writes. */
    protected abstract TableFormat format();

    /** The rows as a reader of the table finds them. */
    protected abstract Dataset<Row> read(TableDefinition table);

    @Test
    void rowsAndTypesComeBack() {
        Dataset<Row> rows = spark.sql("""
                SELECT * FROM VALUES
                  (1L, 1, 1S, 1Y, true, 1.5F, 2.5D, 123.45BD, 'text', X'00FF',
                   DATE'0001-01-01', TIMESTAMP'1883-11-18 00:00:00.000001', array(1, null), struct('x' AS y), map('k', 1)),
                  (null, null, null, null, null, null, null, null, null, null, null, null, null, null, null),
                  (9223372036854775807L, -2147483648, -1S, -1Y, false, float('nan'), double('-infinity'), -123.45BD,
                   '\u00e9\\n\\u0000\ud83c\udfae', X'', DATE'9999-12-31', TIMESTAMP'9999-12-31 23:59:59.999999',
                   cast(array() AS array<int>), named_struct('y', cast(null AS string)), cast(map() AS map<string, int>))
                AS t(a, b, c, d, e, f, g, h, `i.val`, j, k, l, m, n, o)
                """);
        TableDefinition written = write("types", rows);
        assertThat(described(read(written))).isEqualTo(described(rows));
        assertThatTable(withMapAsText(read(written))).hasSameRowsAs(withMapAsText(rows));
    }

    @Test
    void theDefinitionTellsWhatWasWritten() {
        Dataset<Row> rows = spark.sql("SELECT id, CAST(id AS STRING) AS name FROM range(0, 10, 1, 2)");
        ParentLink parent = new ParentLink("root", "items", "id");
        TableDefinition written = sink(folder).write(new NamedTable("Root_Items", rows, Optional.of(parent)));
        assertThat(written.name().table()).isEqualTo("root_items");
        assertThat(written.parent()).contains(parent);
        assertThat(written.format()).isEqualTo(format());
        assertThat(written.partitionKeys()).isEmpty();
        assertThat(written.columns()).isEqualTo(rows.schema());
        assertThat(Path.of(new org.apache.hadoop.fs.Path(written.location())
                        .toUri()
                        .getPath()))
                .startsWith(folder)
                .isDirectory();
    }

    @Test
    void statisticsAreThoseOfTheFiles() throws IOException {
        TableDefinition written = write("numbers", spark.range(0, 1_000, 1, 3).toDF());
        Map<Path, Long> files = dataFiles();
        assertThat(written.statistics().rows()).isEqualTo(1_000);
        assertThat(written.statistics().files()).isEqualTo(3).isEqualTo(files.size());
        assertThat(written.statistics().bytes())
                .isEqualTo(files.values().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void aTableWithoutRowsKeepsItsColumns() {
        Dataset<Row> rows = spark.range(10).filter("id < 0").selectExpr("id", "'x' AS name", "array(id) AS list");
        TableDefinition written = write("empty", rows);
        assertThatTable(read(written)).hasColumns("id bigint", "name string", "list array<bigint>");
        assertThat(read(written).isEmpty()).isTrue();
        assertThat(written.statistics().rows()).isZero();
        assertThat(written.statistics().files()).isPositive();
    }

    @Test
    void aTableWithoutPartitionsKeepsItsColumnsToo() {
        Dataset<Row> rows = spark.createDataFrame(List.<Row>of(), spark.range(1).schema());
        assertThatTable(read(write("nothing", rows))).hasColumns("id bigint");
    }

    @Test
    void columnsThatNeverHeldAValueAreText() {
        Dataset<Row> rows = spark.sql("SELECT id, null AS nothing, array(null) AS `a.list` FROM range(2)");
        TableDefinition written = write("voids", rows);
        assertThatTable(read(written)).hasColumns("id bigint", "nothing string", "a.list array<string>");
        assertThat(written.columns().simpleString()).isEqualTo("struct<id:bigint,nothing:string,a.list:array<string>>");
        assertThat(read(written).count()).isEqualTo(2);
    }

    @Test
    void whatIsThereIsNeverOverwritten() throws IOException {
        TableDefinition first = write("numbers", spark.range(10).toDF());
        Map<Path, Long> before = dataFiles();
        assertThatThrownBy(() -> write("numbers", spark.range(20).toDF()))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot write table " + first.name() + " (" + first.location() + "): the location holds"
                        + " files already, and files are never overwritten. Start the run under a new run id.");
        assertThat(dataFiles()).isEqualTo(before);
        assertThatTable(read(first)).hasSameRowsAs(spark.range(10).toDF());
    }

    @Test
    void aFailedWriteLeavesNothingBehind() throws IOException {
        Dataset<Row> rows = spark.range(0, 100, 1, 4)
                .selectExpr("id", "IF(id = 99, CAST(raise_error('secret value') AS STRING), 'x') AS name");
        assertThatThrownBy(() -> write("failing", rows))
                .isInstanceOf(RelataException.class)
                .hasMessageStartingWith("Cannot write table ")
                .hasMessageEndingWith("Nothing was left at the location; the whole cause is in the log.")
                .hasMessageNotContaining("secret value");
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private TableDefinition write(String name, Dataset<Row> rows) {
        return sink(folder).write(NamedTable.root(name, rows));
    }

    private Map<Path, Long> dataFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .collect(
                            Collectors.toMap(file -> file, file -> file.toFile().length()));
        }
    }

    private static List<String> described(Dataset<Row> rows) {
        return Arrays.stream(rows.schema().fields())
                .map(field -> field.name() + " " + field.dataType().catalogString())
                .toList();
    }

    /** Spark compares no maps. */
    private static Dataset<Row> withMapAsText(Dataset<Row> rows) {
        return rows.selectExpr("*", "to_json(o) AS map").drop("o");
    }
}
