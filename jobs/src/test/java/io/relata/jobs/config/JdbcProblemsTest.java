package io.relata.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.jobs.source.jdbc.JdbcOptions;
import io.relata.jobs.source.jdbc.JdbcRecords;
import io.relata.jobs.source.jdbc.JsonType;
import io.relata.jobs.source.jdbc.PartitionedBy;
import io.relata.jobs.source.jdbc.Window;
import io.relata.jobs.source.jdbc.ZeroDates;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job file says of a database, and what is told of one that cannot be. */
class JdbcProblemsTest {

    @TempDir
    Path temporary;

    private JobFolder folder;

    @BeforeEach
    void createFolder() {
        folder = new JobFolder(temporary);
    }

    private static String file(String source) {
        return JobFolder.SMALLEST.replace("{path: in/players.json}", "{format: jdbc, " + source + "}");
    }

    private String problems(String source) {
        return folder.problems(file(source));
    }

    @Test
    void everyKeyOfADatabaseIsRead() {
        folder.write("orders.sql", "SELECT 1 AS one -- one\n;\n");
        JobFile table = folder.read(file("""
                url: "jdbc:mariadb://db:3306/shop", table: shop.orders, user: reader, password-variable: PW,
                      where: "t >= :from", partition: {column: id, lower: 1, upper: 99, count: 4}, fetch-size: 50,
                      zero-dates: null, json-columns: {j: inferred, k: array<int>}"""));
        JdbcOptions options = new JdbcOptions(
                Optional.of("t >= :from"),
                Window.NONE,
                Optional.of(new PartitionedBy("id", Optional.of(new PartitionedBy.Bounds("1", "99")), 4)),
                50,
                ZeroDates.NULL,
                Map.of("j", JsonType.INFERRED, "k", JsonType.of("array<int>")));
        assertThat(table.sources())
                .containsExactly(Map.entry(
                        "players",
                        new SourceSpec.Jdbc(
                                "jdbc:mariadb://db:3306/shop",
                                new JdbcLogin.Variable(Optional.of("reader"), Optional.of("PW")),
                                new JdbcRecords.Table(List.of("shop", "orders")),
                                options)));
        Window day = new Window(
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")), Optional.of(Instant.parse("2026-01-02T00:00:00Z")));
        assertThat(table.within(day).sources())
                .hasToString(table.sources().toString().replace(Window.NONE.toString(), day.toString()));
        JobFile query = folder.read(file(
                "url: \"jdbc:postgresql://[::1]:5432/shop\", query: orders.sql, secret: prod/shop, region: eu-west-1,"
                        + " endpoint: \"https://vpce.example\""));
        assertThat(query.sources().get("players"))
                .isEqualTo(new SourceSpec.Jdbc(
                        "jdbc:postgresql://[::1]:5432/shop",
                        new JdbcLogin.Secret(
                                "prod/shop", Optional.of("eu-west-1"), Optional.of("https://vpce.example")),
                        new JdbcRecords.Query("orders.sql", "SELECT 1 AS one -- one\n"),
                        JdbcOptions.DEFAULT));
    }

    @Test
    void anAddressWithMoreThanAnAddressIsRefusedUnshown() {
        for (String url : List.of(
                "jdbc:mysql://reader:geheim@db/shop",
                "jdbc:mysql://db/shop?password=geheim",
                "jdbc:postgresql://db/shop;password=geheim",
                "jdbc:oracle:thin:geheim/geheim@db",
                "jdbc:mysql://db/geheim/../x?")) {
            assertThat(problems("table: t, url: \"" + url + "\""))
                    .isEqualTo(
                            "job.yaml:3:42: sources.players.url: it is more or less than jdbc:mysql:, jdbc:mariadb: or"
                                    + " jdbc:postgresql:, a host, a port and a database. Write for example"
                                    + " jdbc:mysql://db.example.com:3306/shop; user, password-variable and secret are keys of their"
                                    + " own.");
        }
    }

    @Test
    void recordsAreOfATableOrAQuery() {
        String url = "url: \"jdbc:mysql://db/shop\", ";
        assertThat(problems(url + "table: t, query: query.sql"))
                .isEqualTo("job.yaml:3:63: sources.players.table: query: is given too. Give either table or query.");
        assertThat(problems(url + "table: a.b.c.d"))
                .isEqualTo("job.yaml:3:63: sources.players.table: it is not a table, or a schema and a table with a dot"
                        + " between. Write one such as shop.orders, or a query.");
        assertThat(problems("table: t"))
                .isEqualTo("job.yaml:3:12: sources.players.url: it is missing. Give the address of the database.");
        assertThat(folder.problems(JobFolder.SMALLEST.replace("{path: in/players.json}", "{query: query.sql}")))
                .isEqualTo("""
                        job.yaml:3:12: sources.players.path: it is missing. Give the files, folders and globs to read.
                        job.yaml:3:20: sources.players.query: a source of format json has no such key. Remove it, or make the source one of format jdbc.""");
    }

    @Test
    void keysThatGoTogetherOrNotAreTold() {
        assertThat(problems("""
                url: "jdbc:mysql://db/shop", table: t, user: u, secret: s, path: in, columns: {a: b}}
                  teams: {format: jdbc, url: "jdbc:mysql://db/shop", table: t, region: eu-west-1, partition: {column: id, lower: 1, count: 2}""")).isEqualTo("""
                        job.yaml:3:72: sources.players.user: secret: holds user and password. Remove one of the two.
                        job.yaml:3:92: sources.players.path: a source of format jdbc has no such key. Remove it, or make the source one of format json, one of format csv, one of format parquet or one of format delta.
                        job.yaml:3:105: sources.players.columns: a database makes its columns itself. Write them into a query.
                        job.yaml:4:72: sources.teams.region: it is where a secret is kept, and there is no secret. Remove it.
                        job.yaml:4:94: sources.teams.partition.upper: it is missing. Give both lower and upper, or neither.""");
    }
}
