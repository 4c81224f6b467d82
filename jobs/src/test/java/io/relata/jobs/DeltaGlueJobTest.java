package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.catalog.glue.GlueServer;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The games job with Delta tables and the AWS Glue Data Catalog: each table has an entry more for Redshift Spectrum. */
@ExtendWith(SparkExtension.class)
class DeltaGlueJobTest {

    private static final String DATABASE = "games-flattened-data-db";
    private static final List<String> TABLES = List.of("games_data", "players_data");
    private static final List<String> ENTRIES =
            List.of("games_data", "games_data_spectrum", "players_data", "players_data_spectrum");

    private static final String PARTITIONED = """
            job: days
            sources: {records: {path: in}}
            relationalize: {source: records, root: root}
            target: {path: out, mode: replace-partitions, partition-by: [day], format: delta}
            catalog: {type: glue, database: db, region: eu-central-1, endpoint: '%s', column-statistics: true}
            """;

    private final GlueServer server = GlueServer.start();
    private SparkSession spark;
    private Program program;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        System.setProperty("aws.accessKeyId", GlueServer.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", "the secret itself");
        spark = session;
        program = new Program(folder, session);
        // Delta's default of 50 tasks per look at a log is for large tables.
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        server.close();
    }

    @Test
    void eachTableIsRegisteredForSparkAndAthenaAndForSpectrum() throws IOException {
        run();

        assertThat(server.table(DATABASE, "players_data_spectrum_spectrum")).isEmpty();
        for (String name : TABLES) {
            JsonNode delta = table(name);
            JsonNode spectrum = table(name + "_spectrum");
            assertThat(delta.path("Parameters")
                            .path("spark.sql.sources.provider")
                            .asText())
                    .isEqualTo("delta");
            assertThat(location(name + "_spectrum")).isEqualTo(location(name) + "_symlink_format_manifest/");
            assertThat(spectrum.path("StorageDescriptor").path("InputFormat").asText())
                    .isEqualTo("org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat");
            assertThat(spectrum.path("StorageDescriptor").path("Columns"))
                    .isEqualTo(delta.path("StorageDescriptor").path("Columns"));
            for (String parameter : List.of("numRows", "relata.run", "relata.last-id")) {
                assertThat(spectrum.path("Parameters").path(parameter))
                        .as(parameter)
                        .isEqualTo(delta.path("Parameters").path(parameter));
            }
            List<String> lines =
                    Files.readAllLines(local(location(name + "_spectrum")).resolve("manifest"));
            assertThat(lines)
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(liveFiles(name))
                    .allSatisfy(line -> assertThat(local(line)).exists());
        }
        JsonNode report = program.reports("out").get(0);
        assertThat(report.path("views").toString()).contains("mv_players_purchases_amount");
    }

    @Test
    void theManifestIsTheOneThatDeltaItselfWouldWrite() throws IOException {
        run();
        Path manifest = local(location("players_data_spectrum")).resolve("manifest");
        List<String> ours = Files.readAllLines(manifest);

        spark.sql("GENERATE symlink_format_manifest FOR TABLE delta.`" + location("players_data") + "`");

        assertThat(Files.readAllLines(manifest)).containsExactlyInAnyOrderElementsOf(ours);
    }

    @Test
    void aSecondRunChangesEachEntryOnceAndARollbackBringsThemBack() {
        run();
        Map<String, String> first = locations();
        String run = runOf("players_data");
        server.forgetCalls();

        run();

        assertThat(server.writes()).containsExactly("UpdateTable", "UpdateTable", "UpdateTable", "UpdateTable");
        assertThat(locations().values()).doesNotContainAnyElementsOf(first.values());
        for (String entry : ENTRIES) {
            assertThat(server.archivedVersions(DATABASE, entry)).as(entry).isZero();
        }
        assertThat(table("players_data")
                        .path("StorageDescriptor")
                        .path("SerdeInfo")
                        .path("Parameters")
                        .path("path")
                        .asText())
                .isEqualTo(location("players_data").replaceFirst("/$", ""));

        Program.Outcome outcome = program.execute(arguments("rollback", run));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(locations()).isEqualTo(first);
    }

    @Test
    void aRunWithoutItsManifestIsNotShownAgainAndVacuumRemovesItWhole() throws IOException {
        run();
        String run = runOf("players_data");
        Path table = local(location("players_data"));
        Files.delete(local(location("players_data_spectrum")).resolve("manifest"));
        run();
        Map<String, String> second = locations();

        Program.Outcome refused = program.execute(arguments("rollback", run));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USAGE.number());
        assertThat(refused.err())
                .contains("1 of the files of table " + DATABASE + ".players_data_spectrum were removed, manifest among"
                        + " them");
        Program.Outcome outcome = program.execute(arguments("vacuum", "--set", "target.retain=1"));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(table).doesNotExist();
        assertThat(locations()).isEqualTo(second);
        second.values().forEach(location -> assertThat(local(location)).isNotEmptyDirectory());
    }

    @Test
    void anEntryThatMayNotBeChangedLeavesAllAsTheyWere() {
        run();
        Map<String, String> before = locations();
        refuseFourth("UpdateTable");

        Program.Outcome outcome = program.execute(arguments("run", "--quiet"));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("no such right")
                .contains("players_data_spectrum")
                .contains("tables moved back to their earlier state: 3")
                .doesNotContain("the secret itself");
        assertThat(locations()).isEqualTo(before);
    }

    @Test
    void anEntryThatMayNotBeMadeLeavesNone() {
        refuseFourth("CreateTable");

        Program.Outcome outcome = program.execute(arguments("run", "--quiet"));

        assertThat(outcome.exitCode()).isEqualTo(1);
        for (String entry : ENTRIES) {
            assertThat(server.table(DATABASE, entry)).as(entry).isEmpty();
        }
    }

    @Test
    void bothEntriesHaveTheSameColumnStatistics() {
        Program.Outcome outcome =
                program.execute(arguments("run", "--quiet", "--set", "catalog.column-statistics=true"));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        for (String name : TABLES) {
            assertThat(server.columnStatistics(DATABASE, name))
                    .isNotEmpty()
                    .isEqualTo(server.columnStatistics(DATABASE, name + "_spectrum"));
        }
    }

    @Test
    void partitionsAreThoseOfTheSecondEntryAndOnlyChangedOnesAreWritten() throws IOException {
        program.write(
                "in/first.json",
                "{\"day\": \"1\", \"n\": [1]}",
                "{\"day\": \"2\", \"n\": [2, 3]}",
                "{\"day\": \"3\", \"n\": [4]}");
        program.write("job.yaml", PARTITIONED.formatted(server.endpoint()));
        Program.Outcome first = program.execute("run", "job.yaml", "--quiet");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(entry("root").path("PartitionKeys")).isEmpty();
        assertThat(entry("root_n_spectrum").path("PartitionKeys").findValuesAsText("Name"))
                .containsExactly("day");
        Map<String, String> before = partitions("root_n_spectrum");
        assertThat(server.columnStatistics("db", "root_n"))
                .containsOnlyKeys("id", "index", "n.val")
                .isEqualTo(server.columnStatistics("db", "root_n_spectrum"));

        Files.delete(program.path("in/first.json"));
        program.write("in/second.json", "{\"day\": \"2\", \"n\": [5]}", "{\"day\": \"3\"}");
        Program.Outcome second = program.execute("run", "job.yaml", "--quiet");
        assertThat(second.exitCode()).as(second.err()).isZero();

        Map<String, String> after = partitions("root_n_spectrum");
        assertThat(after).containsOnlyKeys("1", "2").containsEntry("1", before.get("1"));
        String delta =
                entry("root_n").path("StorageDescriptor").path("Location").asText();
        assertThat(after.get("2")).isEqualTo(delta + "_symlink_format_manifest/day=2/");
        assertThat(partitions("root_spectrum")).containsOnlyKeys("1", "2", "3");
        List<String> named = new ArrayList<>();
        for (String location : after.values()) {
            named.addAll(Files.readAllLines(local(location).resolve("manifest")));
        }
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(spark.read().format("delta").load(delta).inputFiles())
                                .map(file -> file.replaceFirst("^file:/+", "file:/"))
                                .toList());
        assertThat(entry("root_n_spectrum").path("Parameters").path("numRows").asText())
                .isEqualTo("2");
        Program.Outcome dropped = dropSecondEntries();
        assertThat(dropped.exitCode()).as(dropped.err()).isZero();
        assertThat(partitions("root_n_spectrum")).containsOnlyKeys("1", "2");

        assertThat(program.execute("run", "job.yaml", "--quiet").exitCode()).isZero();
        Program.Outcome vacuum = program.execute("vacuum", "job.yaml", "--set", "target.retain=1");
        assertThat(vacuum.exitCode()).as(vacuum.err()).isZero();
        for (String location : partitions("root_n_spectrum").values()) {
            assertThat(Files.readAllLines(local(location).resolve("manifest")))
                    .allSatisfy(file -> assertThat(local(file)).isRegularFile());
        }
    }

    @Test
    void joinedFilesAreThoseThatTheManifestsName() throws IOException {
        program.write(
                "job.yaml",
                PARTITIONED
                        .formatted(server.endpoint())
                        .replace("{records:", "{root:")
                        .replace("relationalize: {source: records, root: root}\n", "")
                        .replace("replace-partitions", "append")
                        .replace(", column-statistics: true", ""));
        program.write("in/part.json", "{\"day\": \"1\", \"n\": 1}", "{\"day\": \"2\", \"n\": 2}");
        program.execute("run", "job.yaml", "--quiet").succeeded();
        program.write("in/part.json", "{\"day\": \"2\", \"n\": 3}");
        program.execute("run", "job.yaml", "--quiet").succeeded();

        assertThat(program.execute("optimize", "job.yaml").succeeded().out()).isEqualTo("""
                table db.root, 3 files, SIZE: now 2 files, SIZE
                published as run RUN
                """);
        program.execute("vacuum", "job.yaml", "--set", "target.retain=1").succeeded();

        String delta = entry("root").path("StorageDescriptor").path("Location").asText();
        List<String> named = new ArrayList<>();
        for (String location : partitions("root_spectrum").values()) {
            named.addAll(Files.readAllLines(local(location).resolve("manifest")));
        }
        assertThat(named)
                .hasSize(2)
                .allSatisfy(file -> assertThat(local(file)).isRegularFile())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(spark.read().format("delta").load(delta).inputFiles())
                                .map(file -> file.replaceFirst("^file:/+", "file:/"))
                                .toList());
    }

    /** And runs once more. */
    private Program.Outcome dropSecondEntries() {
        for (String table : List.of("root_spectrum", "root_n_spectrum")) {
            server.call("DeleteTable", "{\"DatabaseName\": \"db\", \"Name\": \"" + table + "\"}");
        }
        return program.execute("run", "job.yaml", "--quiet");
    }

    private JsonNode entry(String table) {
        return server.table("db", table).orElseThrow();
    }

    /** The location of each partition by its one value. */
    private Map<String, String> partitions(String table) {
        Map<String, String> locations = new TreeMap<>();
        for (JsonNode partition : server.partitions("db", table)) {
            assertThat(partition.path("StorageDescriptor").path("InputFormat").asText())
                    .isEqualTo("org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat");
            locations.put(
                    partition.path("Values").get(0).asText(),
                    partition.path("StorageDescriptor").path("Location").asText());
        }
        return locations;
    }

    @Test
    void aTableWithTheNameOfASecondEntryIsRefusedByThePlan() {
        Program.Outcome outcome =
                program.execute(arguments("plan", "--set", "tables.root_game_details.name=players_data_spectrum"));

        assertThat(outcome)
                .isEqualTo(new Program.Outcome(
                        ExitCode.WRONG_USAGE.number(),
                        "",
                        "relata: Cannot register Delta tables for Redshift Spectrum (database " + DATABASE
                                + "): each has"
                                + " a second entry, named by its own name and _spectrum, and the name must be free:"
                                + " \"players_data_spectrum\" is a table too. Give these tables other names under"
                                + " tables in the job file, or set target.format: parquet.\n"));
    }

    private void refuseFourth(String operation) {
        for (int i = 0; i < 3; i++) {
            server.before(operation, () -> {});
        }
        server.refuse(operation, 1, "AccessDeniedException", "no such right");
    }

    private String runOf(String name) {
        return table(name).path("Parameters").path("relata.run").asText();
    }

    private void run() {
        Program.Outcome outcome = program.execute(arguments("run", "--quiet"));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }

    private String[] arguments(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                Program.ROOT.resolve("jobs/games/job.yaml").toString(),
                "--set",
                "target.path=" + program.path("out"),
                "--set",
                "target.format=delta",
                "--set",
                "catalog.type=glue",
                "--set",
                "catalog.region=eu-central-1",
                "--set",
                "catalog.endpoint=" + server.endpoint()));
        arguments.addAll(Arrays.asList(more));
        return arguments.toArray(String[]::new);
    }

    private JsonNode table(String name) {
        Optional<JsonNode> table = server.table(DATABASE, name);
        assertThat(table).as(name).isPresent();
        return table.orElseThrow();
    }

    private String location(String name) {
        return table(name).path("StorageDescriptor").path("Location").asText();
    }

    private Map<String, String> locations() {
        Map<String, String> locations = new TreeMap<>();
        ENTRIES.forEach(entry -> locations.put(entry, location(entry)));
        return locations;
    }

    /** The files that Delta itself reads of a table. */
    private List<String> liveFiles(String name) {
        return Arrays.stream(spark.read().format("delta").load(location(name)).inputFiles())
                .map(file -> file.replaceFirst("^file:/+", "file:/"))
                .toList();
    }

    private static Path local(String location) {
        assertThat(location).startsWith("file:/");
        try {
            return Path.of(location.replaceFirst("^file:/+", "/")).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
