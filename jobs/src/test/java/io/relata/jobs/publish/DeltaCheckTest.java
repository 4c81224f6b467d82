package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class DeltaCheckTest {

    private static final String REMEDY =
            " Nothing of this run is shown. Run again; if it stays so, report it with this message.";

    @TempDir
    private Path folder;

    private final Configuration configuration = new Configuration();
    private final FooterCheck check = new FooterCheck(configuration);
    private Path table;
    private StagedTable delta;

    @BeforeEach
    void write(SparkSession spark) throws IOException {
        // Delta's default of 50 tasks per look at a log is for large tables.
        spark.conf().set("spark.databricks.delta.snapshotPartitions", "1");
        table = folder.resolve("a t%20able");
        spark.range(0, 10, 1, 3).toDF("a").write().parquet(table.toString());
        spark.sql("CONVERT TO DELTA parquet.`" + table + "`");
        delta = delta(files());
    }

    @Test
    void aTableThatIsWhatItsLogSaysPassesWithItsManifest() {
        StagedTable spectrum = SpectrumTable.beside(delta, Optional.empty(), configuration);

        assertThat(spectrum.name()).isEqualTo(new TableName("db", "t_spectrum"));
        assertThat(spectrum.definition().format()).isEqualTo(TableFormat.SYMLINK);
        assertThatCode(() -> check.check(List.of(delta, spectrum))).doesNotThrowAnyException();
    }

    @Test
    void aTableWithoutRowsPasses(SparkSession spark) throws IOException {
        table = folder.resolve("empty");
        spark.range(0).toDF("a").coalesce(1).write().parquet(table.toString());
        spark.sql("CONVERT TO DELTA parquet.`" + table + "`");
        StagedTable empty = delta(files());

        StagedTable spectrum = SpectrumTable.beside(empty, Optional.empty(), configuration);

        assertThat(DeltaLog.read(table.toString(), configuration).files()).isEmpty();
        assertThat(manifest()).containsExactly(table + "/" + files().get(0));
        assertThatCode(() -> check.check(List.of(empty, spectrum))).doesNotThrowAnyException();
    }

    @Test
    void filesAreThoseOfAllCommitsOfTheLog(SparkSession spark) throws IOException {
        spark.sql("DELETE FROM delta.`" + table + "` WHERE a < 4");
        spark.sql("INSERT INTO delta.`" + table + "` VALUES (77)");

        assertThat(DeltaLog.read(table.toString(), configuration).files())
                .containsExactlyInAnyOrderElementsOf(
                        List.of(spark.read()
                                        .format("delta")
                                        .load(table.toString())
                                        .inputFiles())
                                .stream()
                                .map(file -> file.substring(file.lastIndexOf('/') + 1))
                                .toList());
    }

    @Test
    void aFileThatTheLogDoesNotNameStopsThePublish() throws IOException {
        Files.copy(table.resolve(files().get(0)), table.resolve("left.parquet"));

        assertRefused(
                List.of(delta), table, "the folder has 1 of its files that the run has not, left.parquet among them.");
        assertRefused(
                List.of(delta(files())),
                table,
                "the folder has 1 of its files that the Delta log has not, left.parquet among them.");
    }

    @Test
    void aFileThatOnlyTheLogNamesStopsThePublish() throws IOException {
        String gone = files().get(1);
        Files.delete(table.resolve(gone));

        assertRefused(
                List.of(delta(files())),
                table,
                "the Delta log has 1 of its files that the folder has not, " + gone + " among them.");
        assertThatThrownBy(() -> new DeltaCheck(configuration).log(delta))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot publish table db.t (" + table + "): the run has 1 of its files that the folder"
                        + " has not, " + gone + " among them." + REMEDY);
    }

    @Test
    void aManifestThatNamesOtherFilesThanTheLogStopsThePublish() throws IOException {
        StagedTable spectrum = SpectrumTable.beside(delta, Optional.empty(), configuration);
        Path manifest = table.resolve("_symlink_format_manifest/manifest");
        List<String> lines = manifest();
        rewrite(manifest, lines.subList(1, 3));
        assertRefused(
                List.of(spectrum),
                manifest.getParent(),
                "the Delta log has 1 of its files that the manifest has not, " + lines.get(0) + " among them.",
                "db.t_spectrum");
        List<String> more = new ArrayList<>(lines);
        more.add(table + "/x.parquet");
        rewrite(manifest, more);
        assertRefused(
                List.of(spectrum),
                manifest.getParent(),
                "the manifest has 1 of its files that the Delta log has not, " + table + "/x.parquet among them.",
                "db.t_spectrum");
    }

    @Test
    void aLogThatReadersOfFilesAloneWouldReadWronglyStopsThePublish(SparkSession spark) throws IOException {
        spark.sql("ALTER TABLE delta.`" + table + "` SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");

        assertRefused(
                List.of(delta),
                table,
                "its Delta log asks readers for reader version 3, and Redshift Spectrum reads the files without the"
                        + " log.");
    }

    @Test
    void settingsThatAskForNoReaderVersionAreSeenToo() throws IOException {
        Path log = table.resolve("_delta_log/00000000000000000001.json");
        Files.writeString(log, "{\"metaData\":{\"configuration\":{\"delta.columnMapping.mode\":\"name\"}}}\n");
        assertThat(DeltaLog.read(table.toString(), configuration).demand()).contains("column mapping");
        Files.writeString(log, "{\"metaData\":{\"configuration\":{\"delta.enableDeletionVectors\":\"true\"}}}\n");
        assertThat(DeltaLog.read(table.toString(), configuration).demand()).contains("deletion vectors");
        Files.writeString(log, "{\"add\":{\"path\":\"x.parquet\",\"deletionVector\":{\"storageType\":\"u\"}}}\n");
        assertThat(DeltaLog.read(table.toString(), configuration).demand()).contains("deletion vectors");
    }

    @Test
    void aLogThatIsGoneOrTornStopsThePublish() throws IOException {
        Path log = table.resolve("_delta_log/00000000000000000000.json");
        rewrite(log, List.of("{\"add\":"));
        assertThatThrownBy(() -> check.check(List.of(delta)))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot publish table db.t (" + table + "): what it consists of cannot be read: the commit"
                        + " 00000000000000000000.json of the Delta log is not JSON lines. Run again; nothing of this run"
                        + " is shown.");
        Files.delete(log);
        assertThatThrownBy(() -> check.check(List.of(delta)))
                .hasMessage(
                        "Cannot publish table db.t (" + table + "): what it consists of cannot be read: the Delta log"
                                + " lacks its first commit, which only a checkpoint still holds. Run again; nothing of this run"
                                + " is shown.");
    }

    @Test
    void filesOutsideOfTheTablesFolderAreRefused() throws IOException {
        Path log = table.resolve("_delta_log/00000000000000000000.json");
        for (String path : List.of("file:/x.parquet", "%zz")) {
            rewrite(log, List.of("{\"add\":{\"path\":\"" + path + "\"}}"));
            assertThatThrownBy(() -> DeltaLog.read(table.toString(), configuration))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(path);
        }
    }

    @Test
    void linesHaveTheSchemeThatSpectrumReads() {
        for (String scheme : List.of("s3", "s3a", "s3n")) {
            assertThat(SymlinkManifest.locationLines(List.of(scheme + "://b/t/r/2", scheme + "://b/t/r/1")))
                    .containsExactly("s3://b/t/r/1", "s3://b/t/r/2");
        }
        assertThat(SymlinkManifest.locationLines(List.of("file:/s3a://t/1"))).containsExactly("file:/s3a://t/1");
    }

    private void assertRefused(List<StagedTable> tables, Path where, String why) {
        assertRefused(tables, where, why, "db.t");
    }

    private void assertRefused(List<StagedTable> tables, Path where, String why, String name) {
        assertThatThrownBy(() -> check.check(tables))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot publish table " + name + " (" + where + "): " + why + REMEDY);
    }

    private static void rewrite(Path file, List<String> lines) throws IOException {
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    }

    private List<String> manifest() throws IOException {
        return Files.readAllLines(table.resolve("_symlink_format_manifest/manifest"));
    }

    private StagedTable delta(List<String> names) {
        List<DataFile> files = names.stream()
                .map(name -> new DataFile(name, 1, OptionalLong.empty()))
                .toList();
        return StagedTable.of(
                new TableDefinition(
                        new TableName("db", "t"),
                        StructType.fromDDL("a bigint"),
                        List.of(),
                        table.toString(),
                        TableFormat.DELTA,
                        Optional.empty(),
                        Runs.FIRST,
                        new TableStatistics(10, 3, 3)),
                files);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(table)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }
}
