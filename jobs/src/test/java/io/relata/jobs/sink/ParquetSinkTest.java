package io.relata.jobs.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.NamedTable;
import io.relata.RunId;
import io.relata.Sink;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.jobs.publish.DataFile;
import io.relata.jobs.publish.TargetLayout;
import io.relata.testing.SinkContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetSinkTest extends SinkContract {

    static final RunId RUN = new RunId("20261121t100000z-00000001");

    @TempDir
    private Path target;

    ParquetSinkTest(SparkSession spark) {
        super(spark);
    }

    @Override
    protected Sink sink(Path folder) {
        return new ParquetSink("db", new TargetLayout(folder.toString(), RUN));
    }

    @Override
    protected TableFormat format() {
        return TableFormat.PARQUET;
    }

    @Override
    protected Dataset<Row> read(TableDefinition table) {
        return spark.read().parquet(table.location());
    }

    @Test
    void timestampsAreMicrosecondsAndPagesSnappy() throws IOException {
        Dataset<Row> rows = spark.sql("SELECT TIMESTAMP'2026-11-21 10:00:00' AS moment");
        TableDefinition written = sink(target).write(NamedTable.root("t", rows));
        ParquetMetadata footer = footer(written);
        assertThat(footer.getFileMetaData().getSchema().getFields().get(0).toString())
                .isEqualTo("required int64 moment (TIMESTAMP(MICROS,true))");
        assertThat(footer.getBlocks().get(0).getColumns().get(0).getCodec()).isEqualTo(CompressionCodecName.SNAPPY);
    }

    @Test
    void theSessionsSettingsAreAsTheyWere() {
        spark.conf().set("spark.sql.parquet.outputTimestampType", "INT96");
        sink(target).write(NamedTable.root("t", spark.range(1).toDF()));
        assertThat(spark.conf().get("spark.sql.parquet.outputTimestampType")).isEqualTo("INT96");
        assertThatThrownBy(() -> sink(target)
                        .write(NamedTable.root("u", spark.sql("SELECT raise_error('x') AS a FROM range(1)"))))
                .isInstanceOf(RuntimeException.class);
        assertThat(spark.conf().get("spark.sql.parquet.outputTimestampType")).isEqualTo("INT96");
    }

    @Test
    void thereAreNoMoreFilesThanAskedFor() {
        ParquetSink sink = new ParquetSink(
                "db",
                new TargetLayout(target.toString(), RUN),
                table -> table.equals("few") ? OptionalInt.of(2) : OptionalInt.empty(),
                List.of());
        Dataset<Row> rows = spark.range(0, 100, 1, 5).toDF();
        assertThat(sink.write(NamedTable.root("few", rows)).statistics().files())
                .isEqualTo(2);
        assertThat(sink.write(NamedTable.root("many", rows)).statistics().files())
                .isEqualTo(5);
    }

    @Test
    void aHostileNameStaysUnderTheTarget() {
        TableDefinition written = sink(target)
                .write(NamedTable.root("../../_up `x`", spark.range(3).toDF()));
        assertThat(written.name()).isEqualTo(new TableName("db", "../../_up `x`"));
        assertThat(Path.of(written.location())).hasParent(target.resolve("up-x~c760aa639b5f"));
        assertThat(read(written).count()).isEqualTo(3);
    }

    @Test
    void namesThatParquetTakesArriveAsTheyAre() {
        Dataset<Row> rows = spark.sql("SELECT 1 AS `a b`, 2 AS `c,d;{}()=`, 3 AS `e.f`, 4 AS `g``h`, null AS `i.j`");
        TableDefinition written = sink(target).write(NamedTable.root("t", rows));
        assertThat(read(written).columns()).containsExactly("a b", "c,d;{}()=", "e.f", "g`h", "i.j");
    }

    @Test
    void columnsThatSparkCannotTellApartAreToldInItsWords() {
        Dataset<Row> rows = spark.sql("SELECT 1 AS a, 2 AS A");
        assertThatThrownBy(() -> sink(target).write(NamedTable.root("t", rows)))
                .hasMessageMatching("\\QCannot write table db.t (" + target + "/t/" + RUN
                        + "): [COLUMN_ALREADY_EXISTS] The column `a` already exists. \\E[^.]+(. SQLSTATE: 42711)?"
                        + "\\Q. Nothing was left at the location; the whole cause is in the log.\\E");
    }

    @Test
    void aFailureOnDataIsToldWithoutTheData() {
        Dataset<Row> rows = spark.sql("SELECT raise_error('secret') AS a FROM range(1)");
        assertThatThrownBy(() -> sink(target).write(NamedTable.root("t", rows)))
                .hasMessageMatching("\\QCannot write table db.t (" + target + "/t/" + RUN
                        + "): \\E(RuntimeException|SparkRuntimeException USER_RAISED_EXCEPTION)\\Q. Nothing was left at"
                        + " the location; the whole cause is in the log.\\E");
        assertThat(target.resolve("t/" + RUN)).doesNotExist();
    }

    @Test
    void filesAreListedWithTheirRows() {
        TableDefinition written =
                sink(target).write(NamedTable.root("t", spark.range(0, 7, 1, 2).toDF()));
        List<DataFile> files =
                WrittenFiles.at(written.location(), new Configuration()).files();
        assertThat(files).extracting(DataFile::rows).containsExactly(OptionalLong.of(3), OptionalLong.of(4));
        assertThat(files).extracting(DataFile::name).isSorted().allMatch(name -> name.startsWith("part-"));
    }

    @Test
    void aFileThatIsNotParquetIsNamed() throws IOException {
        Files.writeString(target.resolve("part-0.parquet"), "not parquet at all");
        assertThatThrownBy(() -> WrittenFiles.at(target.toString(), new Configuration()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("part-0.parquet is not a Parquet file");
    }

    private ParquetMetadata footer(TableDefinition written) throws IOException {
        Configuration configuration = new Configuration();
        String name = WrittenFiles.at(written.location(), configuration)
                .files()
                .get(0)
                .name();
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(written.location(), name), configuration))) {
            return reader.getFooter();
        }
    }
}
