package io.relata.catalog.redshift;

import static io.relata.catalog.redshift.Samples.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every runner does, on PostgreSQL. */
abstract class SqlRunnerContract {

    private static final RelationName TABLE = RelationName.of("mart", "t");
    private static final List<Identifier> COLUMNS = names("k", "v");

    private static Postgres server;

    abstract SqlRunner runner();

    @BeforeAll
    static void startServer() throws IOException {
        server = Postgres.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    static Connection connection() throws SQLException {
        return server.connection();
    }

    @BeforeEach
    void createTable() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS mart CASCADE; CREATE SCHEMA mart;"
                    + " CREATE TABLE mart.t (k int, v varchar(10))");
        }
    }

    static RedshiftStatement insert(String query) {
        return insert(TABLE, query);
    }

    private static RedshiftStatement insert(RelationName table, String query) {
        return new InsertQuery(table, COLUMNS, new SelectQuery(query));
    }

    final List<List<Optional<String>>> rows() {
        return runner().query(new SelectQuery("SELECT k, v FROM mart.t ORDER BY k, v"))
                .rows();
    }

    static List<Optional<String>> row(String... values) {
        return Arrays.stream(values).map(Optional::of).toList();
    }

    @Test
    void aStatementTakesEffect() {
        runner().run(insert("SELECT 1, 'it''s \\\\'"));
        assertThat(rows()).containsExactly(row("1", "it's \\"));
    }

    @Test
    void aTransactionTakesEffectAsAWhole() {
        runner().run(insert("VALUES (1, 'old'), (2, 'old')"));
        runner().run(new StagingUpsert(
                        TABLE,
                        staging -> insert(staging, "VALUES (2, 'new'), (3, 'new')"),
                        COLUMNS,
                        names("k"),
                        Optional.empty())
                .transaction());
        assertThat(rows()).containsExactly(row("1", "old"), row("2", "new"), row("3", "new"));
    }

    @Test
    void ofATransactionThatFailsNothingTakesEffectAndItsStatementIsTold() {
        assertThatThrownBy(() -> runner().run(new Transaction(
                        List.of(insert("SELECT 1, 'a'"), insert("SELECT 1 / 0, 'b'"), insert("SELECT 3, 'c'")))))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot run statement 2 of 3 in the warehouse (INSERT INTO \"mart\".\"t\" (\"k\", \"v\")): ERROR:"
                                + " division by zero. See what the warehouse says, then run again: none of them took effect.");
        assertThat(rows()).isEmpty();
    }

    @Test
    void aRunnerGoesOnAfterAFailure() {
        assertThatThrownBy(() -> runner().run(insert("SELECT 1, 'longer than ten'")))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot run a statement in the warehouse (INSERT INTO \"mart\".\"t\" (\"k\", \"v\")): ERROR: value"
                                + " too long for type character varying(10). See what the warehouse says, then run again.");
        runner().run(insert("SELECT 2, 'b'"));
        runner().run(new Transaction(List.of(insert("SELECT 3, 'c'"))));
        assertThat(rows()).containsExactly(row("2", "b"), row("3", "c"));
    }

    @Test
    void aQueryGivesItsColumnsAndRowsAsText() {
        runner().run(insert("VALUES (1, 'a'), (2, NULL), (NULL, ''), (4, 'd'), (5, 'e')"));
        assertThat(runner().query(new SelectQuery(
                        "SELECT k AS key, v, k * 1.50 AS n, k * 0.5::float8 + 0.25 AS f FROM mart.t ORDER BY k")))
                .satisfies(result -> {
                    assertThat(result.columns()).containsExactly("key", "v", "n", "f");
                    assertThat(result.rows())
                            .containsExactly(
                                    row("1", "a", "1.50", "0.75"),
                                    List.of(
                                            Optional.of("2"),
                                            Optional.empty(),
                                            Optional.of("3.00"),
                                            Optional.of("1.25")),
                                    row("4", "d", "6.00", "2.25"),
                                    row("5", "e", "7.50", "2.75"),
                                    List.of(Optional.empty(), Optional.of(""), Optional.empty(), Optional.empty()));
                });
    }

    @Test
    void aQueryWithoutRowsHasItsColumns() {
        assertThat(runner().query(new SelectQuery("SELECT k, v FROM mart.t")).columns())
                .containsExactly("k", "v");
        assertThat(rows()).isEmpty();
    }

    @Test
    void aQueryOfTooManyRowsIsRefused() {
        assertThatThrownBy(() -> runner().query(new SelectQuery("SELECT n FROM generate_series(1, 100001) AS s(n)")))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot show the rows of a query (SELECT n FROM generate_series(1, 100001) AS s(n)): it gives"
                                + " more than 100000. Ask for fewer with LIMIT.");
    }
}
