package io.relata.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ready job {@code jobs/games}: its file, and its queries over the tables that its sample gives. */
class GamesJobTest {

    private static final Path ROOT = Path.of(System.getProperty("relata.root"));

    private final JobFile job = new JobFileReader(Map.of(), ROOT).read(ROOT.resolve("jobs/games/job.yaml"), List.of());

    @Test
    void namesWhatTheSampleHolds() {
        assertThat(job.sources().get("players").paths())
                .containsExactly(ROOT.resolve("jobs/games/sample/players.json").toString());
        assertThat(job.tables().get("root").name()).contains("players_data");
        assertThat(job.tables().get("root_game_details").name()).contains("games_data");
        assertThat(job.target().path())
                .isEqualTo(ROOT.resolve("relata-demo/games").toString());
        assertThat(job.catalog().database()).isEqualTo("games-flattened-data-db");
        assertThat(job.warehouse().orElseThrow().materializedViews().keySet())
                .containsExactly("mv_players_purchases", "mv_players_purchases_amount");
        assertThat(job.warehouse().orElseThrow().questions().keySet())
                .containsExactly("spent_by_player", "bought_by_player");
    }

    @Test
    void queriesAnswer() throws SQLException {
        try (Connection warehouse = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = warehouse.createStatement()) {
            statement.execute("CREATE SCHEMA players_schema");
            statement.execute("CREATE TABLE players_schema.players_data AS SELECT id, name, location.city AS city, "
                    + "CASE WHEN game_details IS NOT NULL THEN id END AS game_details FROM read_json('"
                    + job.sources().get("players").paths().get(0) + "')");
            statement.execute(
                    "CREATE TABLE players_schema.games_data AS SELECT id, unnest(game_details, recursive := true) "
                            + "FROM read_json('"
                            + job.sources().get("players").paths().get(0) + "')");

            assertThat(rows(statement, "mv_players_purchases"))
                    .hasSize(13)
                    .startsWith("1|Amara Okafor|Hint Pack|$1.99", "1|Amara Okafor|Solar Sail|$4.99");
            assertThat(rows(statement, "mv_players_purchases_amount"))
                    .containsExactly(
                            "1|Amara Okafor|$6.98",
                            "2|Bruno Keller|$9.99",
                            "3|Chiyo Tanaka|$9.99",
                            "5|Elin Sund|$3.25",
                            "7|Grace Mwangi|$8.24",
                            "9|Inés Robles|$5.75",
                            "10|Jonas Petit|$1.99",
                            "11|Kavya Rao|$10.98",
                            "12|Lior Adler|$6.40");
            statement.execute("CREATE TABLE mv_players_purchases AS " + view("mv_players_purchases"));
            assertThat(answer(statement, "spent_by_player"))
                    .hasSize(9)
                    .startsWith("Kavya Rao|10.98", "Bruno Keller|9.99", "Chiyo Tanaka|9.99");
            assertThat(answer(statement, "bought_by_player"))
                    .hasSize(13)
                    .startsWith("1|Amara Okafor|Hint Pack|$1.99", "1|Amara Okafor|Solar Sail|$4.99");
        }
    }

    private String view(String name) {
        return job.warehouse().orElseThrow().materializedViews().get(name).sql().text();
    }

    private List<String> rows(Statement statement, String view) throws SQLException {
        return result(statement, "SELECT * FROM (" + view(view) + ") ORDER BY ALL");
    }

    private List<String> answer(Statement statement, String question) throws SQLException {
        return result(
                statement,
                job.warehouse().orElseThrow().questions().get(question).sql().text());
    }

    private static List<String> result(Statement statement, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    values.add(result.getString(column));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }
}
