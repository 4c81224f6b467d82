package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.catalog.glue.GlueServer;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The games job with the AWS Glue Data Catalog. */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class GlueJobTest {

    private static final String DATABASE = "games-flattened-data-db";

    private final GlueServer server = GlueServer.start();
    private Program program;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        System.setProperty("aws.accessKeyId", GlueServer.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", "the secret itself");
        program = new Program(folder, session);
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        server.close();
    }

    @Test
    void bothTablesAreRegisteredAndTheViewsReadThem() {
        Program.Outcome outcome = run();
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        JsonNode players = table("players_data");
        assertThat(players.path("TableType").asText()).isEqualTo("EXTERNAL_TABLE");
        assertThat(players.path("Parameters").path("numRows").asText()).isEqualTo("12");
        assertThat(players.path("StorageDescriptor").path("Location").asText()).endsWith("/");
        assertThat(table("games_data").path("Parameters").path("numRows").asText())
                .isEqualTo("14");
        JsonNode report = program.reports("out").get(0);
        assertThat(report.path("views").toString()).contains("mv_players_purchases_amount");
        assertThat(report.toString()).doesNotContain("the secret itself");
    }

    @Test
    void aSecondRunChangesOnlyLocationsAndRunIdsAndArchivesNothing() {
        run();
        JsonNode players = table("players_data").deepCopy();
        JsonNode games = table("games_data").deepCopy();
        server.forgetCalls();
        run();
        assertThat(server.writes()).containsExactly("UpdateTable", "UpdateTable");
        assertThat(changes("", players, table("players_data")))
                .containsExactlyInAnyOrder(
                        ".Parameters.relata.run", ".StorageDescriptor.Location", ".UpdateTime", ".VersionId");
        assertThat(changes("", games, table("games_data")))
                .contains(".StorageDescriptor.Location")
                .hasSameSizeAs(changes("", players, table("players_data")));
        assertThat(server.archivedVersions(DATABASE, "players_data")).isZero();
    }

    @Test
    void aTableThatMayNotBeChangedLeavesBothAsTheyWere() {
        run();
        String players = location("players_data");
        String games = location("games_data");
        server.deny(DATABASE, "games_data");
        Program.Outcome outcome = run();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("not authorized")
                .contains("games_data")
                .doesNotContain("the secret itself");
        assertThat(location("players_data")).isEqualTo(players);
        assertThat(location("games_data")).isEqualTo(games);
    }

    @Test
    void aRunThatCouldNotBeUndoneIsUndoneLater() {
        run();
        JsonNode first = runOf("games_data");
        // Whatever is asked of this table after the first one moved is refused, and so is undoing.
        server.before("UpdateTable", () -> server.deny(DATABASE, "players_data"));
        Program.Outcome torn = run();
        assertThat(torn.exitCode()).isEqualTo(1);
        assertThat(torn.err()).contains("nor undo it");
        assertThat(runOf("games_data")).as("what could be moved back").isEqualTo(first);
        server.allow(DATABASE, "players_data");
        Program.Outcome recovered = program.execute(arguments("recover"));
        assertThat(recovered.exitCode()).as(recovered.err()).isZero();
        assertThat(recovered.out()).isEqualTo("Run RUN had ended in the midst of publishing and was undone.\n");
        assertThat(runOf("players_data")).isEqualTo(runOf("games_data")).isEqualTo(first);
    }

    private JsonNode runOf(String table) {
        return table(table).path("Parameters").path("relata.run");
    }

    @Test
    void appendedRunsArePartitionsAndUnchangedOnesCostNoCall() {
        for (int i = 0; i < 3; i++) {
            server.forgetCalls();
            Program.Outcome outcome = program.execute(arguments("run", "--quiet", "--set", "target.mode=append"));
            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            if (i > 0) {
                // The mark, the partition, and the table: of both tables.
                assertThat(server.writes())
                        .containsExactly(
                                "UpdateTable",
                                "BatchCreatePartition",
                                "UpdateTable",
                                "UpdateTable",
                                "BatchCreatePartition",
                                "UpdateTable");
            }
        }
        JsonNode games = table("games_data");
        assertThat(games.path("PartitionKeys").findValuesAsText("Name")).containsExactly("load");
        assertThat(games.path("Parameters").path("numRows").asText()).isEqualTo("42");
        assertThat(games.path("Parameters").path("relata.last-id").asText()).isEqualTo("30");
        assertThat(server.archivedVersions(DATABASE, "games_data")).isZero();
        JsonNode views = program.reports("out").get(2).path("views");
        assertThat(views.toString()).contains("mv_players_purchases");
    }

    @Test
    void inputThatIsChangedBetweenItsTwoReadingsFailsTheRun() {
        String one = "{\"id\": 1, \"name\": \"Ann\", \"location\": {\"city\": \"Graz\", \"country\": \"Austria\"},"
                + " \"game_details\": [{\"game_name\": \"Go\", \"high_score\": 5, \"purchased_item\": \"Clock\","
                + " \"purchases\": 1.5}]}";
        Path input = program.write("players.json", one, one);
        server.before("GetTable", () -> {});
        server.before("GetTable", () -> program.write("players.json", one, " ".repeat(one.length())));
        Program.Outcome outcome =
                program.execute(arguments("run", "--quiet", "--set", "sources.players.path=" + input));
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .endsWith("relata: The input changed while it was read (DIR/players.json): the survey found 2 records,"
                        + " and 1 were read afterwards. Run again when nobody writes to the input.\n");
        assertThat(server.table(DATABASE, "players_data")).isEmpty();
    }

    @Test
    void aReplacedPartitionCostsTheSameCallsHoweverManyThereAre() {
        String[] byCountry = {
            "--quiet", "--set", "target.mode=replace-partitions", "--set", "target.partition-by=[country]"
        };
        Program.Outcome all = program.execute(arguments("run", byCountry));
        assertThat(all.exitCode()).as(all.err()).isZero();
        JsonNode games = table("games_data");
        assertThat(games.path("PartitionKeys").findValuesAsText("Name")).containsExactly("country");
        assertThat(games.path("PartitionKeys").findValuesAsText("Type")).containsExactly("string");
        int partitions = server.partitions(DATABASE, "players_data").size();
        assertThat(partitions).isGreaterThan(5);

        server.forgetCalls();
        program.write(
                "one.json",
                "{\"id\": 2, \"name\": \"Bruno\", \"location\": {\"city\": \"Wien\", \"country\": \"Austria\"},"
                        + " \"game_details\": [{\"game_name\": \"Night Rally\"}]}");
        List<String> one = new ArrayList<>(List.of(byCountry));
        one.addAll(List.of("--set", "sources.players.path=" + program.path("one.json")));
        Program.Outcome again = program.execute(arguments("run", one.toArray(String[]::new)));
        assertThat(again.exitCode()).as(again.err()).isZero();
        // The mark, the partition, and the table: of both tables.
        assertThat(server.writes())
                .containsExactly(
                        "UpdateTable",
                        "BatchUpdatePartition",
                        "UpdateTable",
                        "UpdateTable",
                        "BatchUpdatePartition",
                        "UpdateTable");
        assertThat(server.partitions(DATABASE, "players_data")).hasSize(partitions);
        assertThat(table("players_data").path("Parameters").path("numRows").asText())
                .isEqualTo("12");
        assertThat(server.archivedVersions(DATABASE, "games_data")).isZero();
        assertThat(program.reports("out").get(1).path("views").toString()).contains("mv_players_purchases");
    }

    @Test
    void partitionsAreIndexedWhereTheJobAsksForItAndNoRunFailsForThem() {
        String[] daily = {
            "--quiet",
            "--set",
            "target.mode=append",
            "--set",
            "target.partition-by=[country]",
            "--set",
            "catalog.partition-indexes=[[country], [country, load]]"
        };
        Program.Outcome first = program.execute(arguments("run", daily));
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(indexes("players_data")).containsExactly("country ACTIVE", "country,load ACTIVE");
        assertThat(indexes("games_data")).isEqualTo(indexes("players_data"));
        server.forgetCalls();
        program.execute(arguments("run", daily));
        assertThat(server.writes()).containsOnly("UpdateTable", "BatchCreatePartition");
        assertThat(server.calls().stream().filter("GetPartitionIndexes"::equals))
                .hasSize(2);
        server.refuse("GetPartitionIndexes", 2, "AccessDeniedException", "not authorized: glue:GetPartitionIndexes");
        Program.Outcome third = program.execute(arguments("run", daily));
        assertThat(third.exitCode()).as(third.err()).isZero();
        JsonNode report = program.reports("out").get(2);
        assertThat(report.path("steps").findValuesAsText("name"))
                .containsExactly("survey", "plan", "shred", "derive", "check", "publish", "tune", "refresh");
        assertThat(report.path("notes").toString())
                .contains("Cannot read the partition indexes of table games-flattened-data-db.games_data")
                .contains("Cannot read the partition indexes of table games-flattened-data-db.players_data");
    }

    @Test
    void columnsAreDescribedWhereTheJobAsksForItOverAllThatTheTableShows() {
        String[] described = {"--quiet", "--set", "target.mode=append", "--set", "catalog.column-statistics=true"};
        for (int i = 0; i < 2; i++) {
            Program.Outcome outcome = program.execute(arguments("run", described));
            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        }
        Map<String, JsonNode> games = server.columnStatistics(DATABASE, "games_data");
        assertThat(games.keySet()).contains("id", "index", "game_name").doesNotContain("load");
        JsonNode ids = games.get("id").path("StatisticsData").path("LongColumnStatisticsData");
        assertThat(ids.path("MinimumValue").asLong()).isEqualTo(1);
        assertThat(ids.path("MaximumValue").asLong()).as("the second run's").isEqualTo(20);

        server.refuse("UpdateColumnStatisticsForTable", 2, "AccessDeniedException", "not authorized: glue:UpdateTable");
        Program.Outcome third = program.execute(arguments("run", described));
        assertThat(third.exitCode()).as(third.err()).isZero();
        assertThat(program.reports("out").get(2).path("notes").toString())
                .contains("Cannot write the column statistics of table games-flattened-data-db.games_data");
        assertThat(server.columnStatistics(DATABASE, "games_data"))
                .as("those of fewer rows")
                .isEmpty();
        server.forgetCalls();
        program.execute(arguments("run", "--quiet", "--set", "target.mode=append"));
        assertThat(server.calls()).noneMatch(call -> call.contains("Statistics"));
    }

    @Test
    void columnsOfATableThatAnotherRunHasPublishedSinceAreLeftToThatRun() {
        server.before(
                "GetPartitionIndexes",
                () -> server.change(
                        DATABASE,
                        "games_data",
                        table -> ((ObjectNode) table.path("Parameters"))
                                .put("relata.run", "20270101t000000z-00000001")));
        Program.Outcome outcome = program.execute(arguments(
                "run",
                "--quiet",
                "--set",
                "target.mode=append",
                "--set",
                "catalog.column-statistics=true",
                "--set",
                "catalog.partition-indexes=[[load]]"));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(server.columnStatistics(DATABASE, "games_data")).isEmpty();
        assertThat(server.columnStatistics(DATABASE, "players_data")).isNotEmpty();
    }

    private List<String> indexes(String table) {
        return server.indexes(DATABASE, table).stream()
                .map(index -> String.join(",", index.path("Keys").findValuesAsText("Name")) + " "
                        + index.path("IndexStatus").asText())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "plan", "recover", "vacuum"})
    void aCommandLeavesNoConnectionOpen(String command) throws InterruptedException {
        run();
        program.execute(arguments(command));
        // The SDK has this thread while a client is open, and no longer.
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().contains("idle-connection-reaper")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    private Program.Outcome run() {
        return program.execute(arguments("run", "--quiet"));
    }

    private String[] arguments(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                Program.ROOT.resolve("jobs/games/job.yaml").toString(),
                "--set",
                "target.path=" + program.path("out"),
                "--set",
                "catalog.type=glue",
                "--set",
                "catalog.region=eu-central-1",
                "--set",
                "catalog.endpoint=" + server.endpoint()));
        arguments.addAll(List.of(more));
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

    /** The paths of all values that differ. */
    private static Set<String> changes(String path, JsonNode before, JsonNode after) {
        Set<String> changed = new TreeSet<>();
        if (before instanceof ObjectNode one && after instanceof ObjectNode other) {
            Set<String> names = new TreeSet<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> changed.addAll(changes(path + "." + name, one.path(name), other.path(name))));
        } else if (!before.equals(after)) {
            changed.add(path);
        }
        return changed;
    }
}
