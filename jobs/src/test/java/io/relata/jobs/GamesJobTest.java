package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.CatalogTable;
import io.relata.TableName;
import io.relata.catalog.duckdb.DuckDbWarehouse;
import io.relata.testing.SparkExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The games job from its sample to its views, as {@code relata demo} runs it. */
@ExtendWith(SparkExtension.class)
class GamesJobTest {

    private static final String TARGET = "relata-demo/games";
    private static final String DATABASE = "games-flattened-data-db";

    private static final String VIEWS = """
            mv_players_purchases
              Id  Name          Purchased_item  Purchases
              --  ------------  --------------  ---------
              1   Amara Okafor  Hint Pack       $1.99
              1   Amara Okafor  Solar Sail      $4.99
              2   Bruno Keller  Turbo Kit       $9.99
              3   Chiyo Tanaka  Deep Dock       $7.50
              3   Chiyo Tanaka  Stone Lantern   $2.49
              5   Elin Sund     Ice Boots       $3.25
              7   Grace Mwangi  Ice Boots       $3.25
              7   Grace Mwangi  Solar Sail      $4.99
              9   Inés Robles   Neon Tyres      $5.75
              10  Jonas Petit   Hint Pack       $1.99
              11  Kavya Rao     Crew Badge      $0.99
              11  Kavya Rao     Turbo Kit       $9.99
              12  Lior Adler    Snow Owl        $6.40

            mv_players_purchases_amount
              Id  Name          Purchases
              --  ------------  ---------
              1   Amara Okafor  $6.98
              2   Bruno Keller  $9.99
              3   Chiyo Tanaka  $9.99
              5   Elin Sund     $3.25
              7   Grace Mwangi  $8.24
              9   Inés Robles   $5.75
              10  Jonas Petit   $1.99
              11  Kavya Rao     $10.98
              12  Lior Adler    $6.40

            """;

    private static final String TABLES = """
            players_data                                           12 rows    1 files SIZE
              games_data                                           14 rows    1 files SIZE   id = players_data.game_details
            report: DIR/relata-demo/games/_relata/runs/RUN.report.json
            page: DIR/relata-demo/games/_relata/runs/RUN.report.html
            """;

    private Program program;
    private SparkSession spark;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
    }

    @Test
    void showsViewsTablesAndReport() {
        Program.Outcome demo = program.execute("demo");
        assertThat(demo).isEqualTo(new Program.Outcome(0, VIEWS + TABLES, """
                        [1/7] survey ...
                        [1/7] survey  0.0 s
                        [2/7] plan ...
                        [2/7] plan  0.0 s
                        [3/7] shred ...
                        [3/7] shred  0.0 s
                        [4/7] derive ...
                        [4/7] derive  0.0 s
                        [5/7] check ...
                        [5/7] check  0.0 s
                        [6/7] publish ...
                        [6/7] publish  0.0 s
                        [7/7] refresh ...
                        [7/7] refresh  0.0 s
                        """));
        assertThat(program.reports(TARGET)).hasSize(1);
        assertThat(program.files(TARGET))
                .filteredOn(file -> !file.startsWith("_relata/catalog/"))
                .map(file -> file.replaceFirst("part-.*\\.parquet$", "part.parquet"))
                .containsExactly(
                        "_relata/runs/RUN.json",
                        "_relata/runs/RUN.report.html",
                        "_relata/runs/RUN.report.json",
                        "_relata/warehouse.duckdb",
                        "games_data/RUN/_SUCCESS",
                        "games_data/RUN/part.parquet",
                        "players_data/RUN/_SUCCESS",
                        "players_data/RUN/part.parquet");
    }

    @Test
    void givesTheSameThroughAnS3ServerAgainAndAgain() {
        Program.Outcome sameAsOnFiles =
                new Program.Outcome(0, VIEWS + TABLES.replace("DIR/relata-demo/games", "s3a://consumption/games"), "");
        assertThat(program.execute("demo", "--s3", "--quiet")).isEqualTo(sameAsOnFiles);
        assertThat(program.execute("demo", "--s3", "--quiet")).isEqualTo(sameAsOnFiles);
        assertThat(program.folders("relata-demo/s3")).containsExactly("buckets", "catalog", "warehouse.duckdb");
        assertThat(program.files("relata-demo/s3/buckets"))
                .contains("raw/players/players.json", "consumption/games/players_data/RUN/_SUCCESS");
        assertThat(ProcessHandle.current().children().flatMap(child -> child.info().commandLine().stream()))
                .as("servers that still run")
                .noneMatch(command -> command.contains("s3proxy"));
    }

    @Test
    void publishesFlatTablesWithPlainNames() {
        program.execute("demo", "--quiet");
        assertThat(program.catalog(TARGET).tables(DATABASE))
                .containsExactly(new TableName(DATABASE, "games_data"), new TableName(DATABASE, "players_data"));
        CatalogTable players = program.published(TARGET, DATABASE, "players_data");
        CatalogTable games = program.published(TARGET, DATABASE, "games_data");
        assertThat(Program.columns(players))
                .containsExactly("game_details bigint", "id bigint", "city string", "country string", "name string");
        assertThat(Program.columns(games))
                .containsExactly(
                        "id bigint",
                        "index int",
                        "game_name string",
                        "high_score bigint",
                        "purchased_item string",
                        "purchases double");
        assertThat(players.definition().statistics().files()).isEqualTo(1);
        assertThat(games.definition().statistics().files()).isEqualTo(1);
        assertThatTable(program.rows(spark, players).select("id", "name", "city", "country"))
                .hasRows(
                        row(1L, "Amara Okafor", "Lagos", "Nigeria"),
                        row(2L, "Bruno Keller", "Graz", "Austria"),
                        row(3L, "Chiyo Tanaka", "Sendai", "Japan"),
                        row(4L, "Dario Conti", "Turin", "Italy"),
                        row(5L, "Elin Sund", "Tromsø", "Norway"),
                        row(6L, "Farid Haddad", "Tunis", "Tunisia"),
                        row(7L, "Grace Mwangi", "Nairobi", "Kenya"),
                        row(8L, "Hugo Lefèvre", "Lyon", "France"),
                        row(9L, "Inés Robles", "Valparaíso", "Chile"),
                        row(10L, "Jonas Petit", null, null),
                        row(11L, "Kavya Rao", "Pune", "India"),
                        row(12L, "Lior Adler", "Haifa", "Israel"));
        assertThatTable(gamesByPlayer(players, games))
                .hasRows(
                        row(1L, 0, "Star Harbor", 48210L, "Solar Sail", 4.99),
                        row(1L, 1, "Tile Garden", 912L, "Hint Pack", 1.99),
                        row(2L, 0, "Night Rally", 77340L, "Turbo Kit", 9.99),
                        row(3L, 0, "Tile Garden", 1530L, "Stone Lantern", 2.49),
                        row(3L, 1, "Star Harbor", 51875L, "Deep Dock", 7.5),
                        row(3L, 2, "Night Rally", 60112L, null, null),
                        row(5L, 0, "Frost Run", 8804L, "Ice Boots", 3.25),
                        row(7L, 0, "Star Harbor", 39001L, "Solar Sail", 4.99),
                        row(7L, 1, "Frost Run", 9120L, "Ice Boots", 3.25),
                        row(9L, 0, "Night Rally", 81250L, "Neon Tyres", 5.75),
                        row(10L, 0, "Tile Garden", 655L, "Hint Pack", 1.99),
                        row(11L, 0, "Star Harbor", 62040L, "Crew Badge", 0.99),
                        row(11L, 1, "Night Rally", 70480L, "Turbo Kit", 9.99),
                        row(12L, 0, "Frost Run", 10377L, "Snow Owl", 6.4));
        assertThat(program.rows(spark, players)
                        .where("game_details IS NULL")
                        .select("id")
                        .collectAsList())
                .as("players whose games are null or missing; an empty list has a key all the same")
                .containsExactlyInAnyOrder(row(6L), row(8L));
    }

    @Test
    void reportsWhatItDid() {
        program.execute("demo", "--quiet");
        JsonNode report = program.reports(TARGET).get(0);
        assertThat(report.get("job").asText()).isEqualTo("games-flattened-data");
        assertThat(report.get("outcome").asText()).isEqualTo("DONE");
        assertThat(report.get("exitCode").asInt()).isZero();
        assertThat(report.has("error")).isFalse();
        assertThat(report.get("records")).hasToString("{\"read\":12,\"loaded\":12,\"rejected\":0}");
        assertThat(report.get("balance"))
                .hasToString("[{\"what\":\"records read = rows of players_data + records rejected\","
                        + "\"expected\":12,\"found\":12,\"verdict\":\"AGREES\"},"
                        + "{\"what\":\"elements read = rows of games_data\","
                        + "\"expected\":14,\"found\":14,\"verdict\":\"AGREES\"},"
                        + "{\"what\":\"records surveyed = records read\","
                        + "\"expected\":12,\"found\":12,\"verdict\":\"AGREES\"}]");
        assertThat(report.get("survey").get("records").asInt()).isEqualTo(12);
        assertThat(report.get("survey").get("clashes")).isEmpty();
        assertThat(report.get("survey").get("paths").findValuesAsText("path"))
                .contains("id", "game_details", "game_details[]", "game_details[].game_name");
        assertThat(report.get("survey").get("paths").get(0))
                .hasToString("{\"path\":\"game_details\",\"nulls\":1,\"arrays\":10,\"emptyArrays\":1}");
        assertThat(report.get("steps").findValuesAsText("name"))
                .containsExactly("survey", "plan", "shred", "derive", "check", "publish", "refresh");
        assertThat(report.get("checks").findValuesAsText("rule"))
                .containsExactly(
                        "unique (id)",
                        "not-null (id)",
                        "not-null (name)",
                        "rows (at least 1)",
                        "unique (id, index)",
                        "not-null (id)",
                        "not-null (index)",
                        "not-null (game_name)",
                        "references (id in players_data.game_details)");
        assertThat(report.get("checks").findValuesAsText("outcome")).containsOnly("PASSED");
        assertThat(report.get("tables").findValuesAsText("name")).contains("players_data", "games_data");
        assertThat(report.get("views"))
                .hasToString("[{\"name\":\"mv_players_purchases\",\"rows\":13},"
                        + "{\"name\":\"mv_players_purchases_amount\",\"rows\":9}]");
    }

    @Test
    void answersItsQuestionsInTheirOrder() {
        program.execute("demo", "--quiet");
        JsonNode questions = program.reports(TARGET).get(0).get("questions");
        assertThat(questions.findValuesAsText("name")).containsExactly("spent_by_player", "bought_by_player");
        assertThat(questions.get(0).get("rows"))
                .hasToString("[[\"Kavya Rao\",\"10.98\"],[\"Bruno Keller\",\"9.99\"],[\"Chiyo Tanaka\",\"9.99\"],"
                        + "[\"Grace Mwangi\",\"8.24\"],[\"Amara Okafor\",\"6.98\"],[\"Lior Adler\",\"6.40\"],"
                        + "[\"Inés Robles\",\"5.75\"],[\"Elin Sund\",\"3.25\"],[\"Jonas Petit\",\"1.99\"]]");
        assertThat(questions.get(1).get("rows"))
                .hasSize(13)
                .startsWith(new ObjectMapper().valueToTree(List.of("1", "Amara Okafor", "Hint Pack", "$1.99")));
    }

    @Test
    void aSecondRunMovesTheTablesAndKeepsIdsAndOldFiles() {
        program.execute("demo", "--quiet");
        CatalogTable before = program.published(TARGET, DATABASE, "players_data");
        CatalogTable gamesBefore = program.published(TARGET, DATABASE, "games_data");
        List<Row> rowsBefore = program.rows(spark, before).collectAsList();
        Map<String, String> filesBefore = program.snapshot(TARGET + "/players_data");

        assertThat(program.execute("demo", "--quiet")).isEqualTo(new Program.Outcome(0, VIEWS + TABLES, ""));

        CatalogTable after = program.published(TARGET, DATABASE, "players_data");
        CatalogTable gamesAfter = program.published(TARGET, DATABASE, "games_data");
        assertThat(after.definition().location())
                .isNotEqualTo(before.definition().location());
        assertThat(after.definition().run()).isNotEqualTo(before.definition().run());
        assertThat(Long.parseLong(after.version().value()))
                .isGreaterThan(Long.parseLong(before.version().value()));
        assertThat(program.snapshot(TARGET + "/players_data")).containsAllEntriesOf(filesBefore);
        assertThat(program.rows(spark, after).collectAsList()).containsExactlyInAnyOrderElementsOf(rowsBefore);
        assertThatTable(program.rows(spark, gamesAfter)).hasSameRowsAs(program.rows(spark, gamesBefore));
        assertThat(program.reports(TARGET)).hasSize(2);
    }

    @Test
    void answersQueriesInDuckDb() {
        program.execute("demo", "--quiet");
        Path file = program.path(TARGET + "/_relata/warehouse.duckdb");
        assertThat(Files.isRegularFile(file)).isTrue();
        try (DuckDbWarehouse warehouse = DuckDbWarehouse.open(file, program.catalog(TARGET))) {
            assertThat(WarehouseStep.rowsOf(warehouse, "mv_players_purchases").rows())
                    .hasSize(13);
            assertThat(warehouse
                            .query("SELECT count(*), count(DISTINCT game_details) FROM players_schema.players_data")
                            .rows())
                    .hasToString("[[Optional[12], Optional[10]]]");
        }
    }

    @Test
    void theWarehouseShowsTheLakesRows() {
        program.execute("demo", "--quiet");
        try (DuckDbWarehouse warehouse =
                DuckDbWarehouse.open(program.path(TARGET + "/_relata/warehouse.duckdb"), program.catalog(TARGET))) {
            for (String table : List.of("players_data", "games_data")) {
                CatalogTable published = program.published(TARGET, DATABASE, table);
                String[] texts = Program.columns(published).stream()
                        .map(column -> column.substring(0, column.indexOf(' ')))
                        .map(column -> "coalesce(CAST(" + column + " AS STRING), 'null') AS " + column)
                        .toArray(String[]::new);
                List<String> lake = program.rows(spark, published).selectExpr(texts).collectAsList().stream()
                        .map(Row::mkString)
                        .toList();
                assertThat(warehouse.query("SELECT * FROM players_schema." + table).rows().stream()
                                .map(row -> row.stream()
                                        .map(value -> value.orElse("null"))
                                        .collect(Collectors.joining())))
                        .as(table)
                        .hasSizeGreaterThan(10)
                        .containsExactlyInAnyOrderElementsOf(lake);
            }
        }
    }

    private Dataset<Row> gamesByPlayer(CatalogTable players, CatalogTable games) {
        Dataset<Row> player = program.rows(spark, players).select(col("id").as("player"), col("game_details"));
        Dataset<Row> game = program.rows(spark, games);
        return player.join(game, player.col("game_details").equalTo(game.col("id")))
                .select("player", "index", "game_name", "high_score", "purchased_item", "purchases");
    }

    private static Row row(Object... values) {
        return RowFactory.create(values);
    }
}
