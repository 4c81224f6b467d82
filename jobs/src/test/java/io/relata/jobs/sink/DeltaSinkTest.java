package io.relata.jobs.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.NamedTable;
import io.relata.RelataException;
import io.relata.Sink;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.jobs.publish.TargetLayout;
import io.relata.testing.SinkContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaSinkTest extends SinkContract {

    @TempDir
    private Path target;

    DeltaSinkTest(SparkSession spark) {
        super(spark);
        // Delta's default of 50 tasks per look at a log is for large tables.
        spark.conf().set("spark.databricks.delta.snapshotPartitions", "1");
    }

    @Override
    protected Sink sink(Path folder) {
        return new DeltaSink(parquet(folder));
    }

    @Override
    protected TableFormat format() {
        return TableFormat.DELTA;
    }

    @Override
    protected Dataset<Row> read(TableDefinition table) {
        return spark.read().format("delta").load(table.location());
    }

    @Test
    void stagedParquetFilesBecomeADeltaTableWhereTheyLie() {
        TableDefinition staged = parquet(target)
                .write(NamedTable.root("t", spark.range(0, 10, 1, 2).toDF()));
        var files = WrittenFiles.at(staged.location(), spark.sparkContext().hadoopConfiguration());
        TableDefinition delta = DeltaTables.convert(spark, staged, files.files());
        assertThat(delta.format()).isEqualTo(TableFormat.DELTA);
        assertThat(delta.location()).isEqualTo(staged.location());
        assertThat(delta.statistics()).isEqualTo(staged.statistics());
        assertThat(WrittenFiles.at(delta.location(), spark.sparkContext().hadoopConfiguration()))
                .isEqualTo(files);
        assertThat(read(delta).count()).isEqualTo(10);
    }

    @Test
    void whenTheLogCannotBeWrittenTheFilesGoToo() {
        assertThatThrownBy(() -> sink(target).write(NamedTable.root("t", rowsThatPutAFileInTheLogsPlace())))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot write table db.t (" + target + "/t/" + ParquetSinkTest.RUN
                        + "): FileAlreadyExistsException. Nothing was left at the location; the whole cause is in the"
                        + " log.");
        assertThat(target.resolve("t/" + ParquetSinkTest.RUN)).doesNotExist();
    }

    @Test
    void stagedFilesThatCannotBecomeDeltaAreKept() {
        TableDefinition staged = parquet(target).write(NamedTable.root("t", rowsThatPutAFileInTheLogsPlace()));
        var files = WrittenFiles.at(staged.location(), spark.sparkContext().hadoopConfiguration());
        assertThatThrownBy(() -> DeltaTables.convert(spark, staged, files.files()))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot make table db.t a Delta table (" + staged.location()
                        + "): FileAlreadyExistsException. Its Parquet files are as they were; the whole cause is in"
                        + " the log.");
        assertThat(spark.read().parquet(staged.location()).count()).isEqualTo(3);
    }

    @Test
    void aTableThatHasALogKeepsIt() throws IOException {
        TableDefinition delta =
                sink(target).write(NamedTable.root("t", spark.range(10).toDF()));
        Path commit = Path.of(delta.location(), "_delta_log/00000000000000000000.json");
        String before = Files.readString(commit);
        var files = WrittenFiles.at(delta.location(), spark.sparkContext().hadoopConfiguration());
        assertThatThrownBy(() -> DeltaTables.convert(spark, delta, files.files()))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot make table db.t a Delta table (" + delta.location()
                        + "): FileAlreadyExistsException. Its Parquet files are as they were; the whole cause is in"
                        + " the log.");
        assertThat(commit).hasContent(before);
    }

    private Dataset<Row> rowsThatPutAFileInTheLogsPlace() {
        Path log = target.resolve("t/" + ParquetSinkTest.RUN + "/_delta_log");
        String place = log.toString();
        return spark.range(3)
                .map(
                        (MapFunction<Long, Long>) row -> {
                            Files.createDirectories(Path.of(place).getParent());
                            Files.writeString(Path.of(place), "");
                            return row;
                        },
                        Encoders.LONG())
                .toDF();
    }

    @Test
    void whatASessionHasOnForAllTablesIsOffForReadersOfTheFilesAlone() throws IOException {
        Map<String, String> settings = Map.of(
                "spark.databricks.delta.properties.defaults.enableDeletionVectors", "true",
                "spark.databricks.delta.properties.defaults.columnMapping.mode", "name");
        settings.forEach(spark.conf()::set);
        TableDefinition delta;
        try {
            delta = sink(target).write(NamedTable.root("t", spark.range(3).toDF()));
            settings.forEach((key, value) -> assertThat(spark.conf().get(key)).isEqualTo(value));
        } finally {
            settings.keySet().forEach(spark.conf()::unset);
        }
        assertPlain(delta);
    }

    @Test
    void theLogAsksForNothingThatAthenaAndSpectrumDoNotRead() throws IOException {
        assertPlain(sink(target).write(NamedTable.root("t", spark.range(3).toDF())));
    }

    private static void assertPlain(TableDefinition delta) throws IOException {
        Map<String, JsonNode> actions = new HashMap<>();
        Path commit = Path.of(delta.location(), "_delta_log/00000000000000000000.json");
        for (String line : Files.readAllLines(commit)) {
            new ObjectMapper()
                    .readTree(line)
                    .properties()
                    .forEach(action -> actions.put(action.getKey(), action.getValue()));
        }
        assertThat(actions.get("protocol")).hasToString("{\"minReaderVersion\":1,\"minWriterVersion\":2}");
        assertThat(actions.get("metaData").path("configuration"))
                .isEqualTo(new ObjectMapper()
                        .valueToTree(
                                Map.of("delta.enableDeletionVectors", "false", "delta.columnMapping.mode", "none")));
        assertThat(actions.get("metaData").path("partitionColumns")).isEmpty();
        assertThat(actions.get("add").has("deletionVector")).isFalse();
    }

    @Test
    void aLocationIsNeverReadAsSql(@TempDir Path folder) {
        Path hostile = folder.resolve("a`; DROP TABLE x; -- 'q' \"z\"");
        TableDefinition delta =
                sink(hostile).write(NamedTable.root("t", spark.range(3).toDF()));
        assertThat(read(delta).count()).isEqualTo(3);
    }

    @Test
    void columnsThatDeltaRefusesAreToldBeforeAnythingIsWritten() {
        Dataset<Row> rows = spark.sql(
                "SELECT 1 AS ok, 2 AS `a b`, array(named_struct('c;d', 1)) AS list, 3 AS x, 4 AS X, 5 AS `e=f`, 6 AS `g.h`");
        assertThatThrownBy(() -> sink(target).write(NamedTable.root("t", rows)))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot write table db.t as Delta (db.t.a b; db.t.list[].c;d; db.t.X; db.t.e=f): a column's"
                        + " name must hold none of the characters space , ; { } ( ) line break, tab and =, and differ"
                        + " from the others in more than case. Set naming: athena, rename these columns under tables in"
                        + " the job file, or set target.format: parquet.");
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void typesThatOnlyLaterReadersKnowAreToldBeforeAnythingIsWritten() {
        Dataset<Row> rows =
                spark.sql("SELECT 1 AS ok, null AS nothing, 1.5BD AS price, TIMESTAMP_NTZ'2024-01-01 10:00:00' AS"
                        + " plain, array(named_struct('t', INTERVAL '1' DAY)) AS list");
        assertThatThrownBy(() -> sink(target).write(NamedTable.root("t", rows)))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot write table db.t as Delta (db.t.plain of type timestamp_ntz; db.t.list[].t of type"
                        + " interval day): only readers of later versions know the type, and Redshift Spectrum is none"
                        + " of them. Cast the column to another type, or set target.format: parquet.");
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void aSessionWithoutDeltaIsToldWhatItLacks() {
        DeltaTables.checkSettings(
                "a.B, io.delta.sql.DeltaSparkSessionExtension", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        assertThatThrownBy(() -> DeltaTables.checkSettings("a.B", ""))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot write Delta tables (in the Spark session): it was started without"
                        + " spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension and"
                        + " spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog. Start the job"
                        + " with these settings, in AWS Glue also with --datalake-formats delta, or set target.format:"
                        + " parquet.");
    }

    private static ParquetSink parquet(Path folder) {
        return new ParquetSink("db", new TargetLayout(folder.toString(), ParquetSinkTest.RUN));
    }
}
