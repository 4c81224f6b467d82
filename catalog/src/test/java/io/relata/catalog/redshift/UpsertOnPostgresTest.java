package io.relata.catalog.redshift;

import static io.relata.catalog.redshift.RedshiftType.Plain.INTEGER;
import static io.relata.catalog.redshift.RedshiftType.Plain.TIMESTAMP;
import static io.relata.catalog.redshift.Samples.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.catalog.redshift.RedshiftType.Varchar;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the statements that change rows do, on PostgreSQL, whose grammar of them is Redshift's. */
@Tag("any-spark")
class UpsertOnPostgresTest {

    private static final RelationName USERS = RelationName.of("mart", "users");
    private static final List<Identifier> COLUMNS = names("user_id", "level", "at");
    private static final List<Identifier> KEY = names("user_id");

    private static Postgres server;

    private Connection connection;
    private JdbcRunner runner;

    @BeforeAll
    static void startServer() throws IOException {
        server = Postgres.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void createTable() throws SQLException {
        connection = server.connection();
        runner = Postgres.runner(connection);
        execute("DROP SCHEMA IF EXISTS mart CASCADE; CREATE SCHEMA mart");
        run(new CreateTable(
                USERS,
                List.of(
                        NativeColumn.of("user_id", INTEGER),
                        NativeColumn.of("level", new Varchar(16)).encoded(NativeColumn.Encoding.ZSTD),
                        NativeColumn.of("at", TIMESTAMP).notNull()),
                List.of(),
                new Distribution.Key(new Identifier("user_id")),
                new SortKey.Compound(names("at"))));
        insert(row(1, "free", 1), row(2, "paid", 5), row(3, "free", 1));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void rowsOfTheSameKeyAreReplacedAndNewOnesAdded() throws SQLException {
        upsert(Optional.empty(), row(2, "free", 4), row(4, "free", 4));
        assertThat(rows()).containsExactly("1 free 1", "2 free 4", "3 free 1", "4 free 4");
    }

    @Test
    void aRowThatComesTooLateChangesNothing() throws SQLException {
        upsert(Optional.of(new Identifier("at")), row(2, "free", 4), row(3, "paid", 4));
        assertThat(rows()).containsExactly("1 free 1", "2 paid 5", "3 paid 4");
    }

    @Test
    void ofRowsOfOneKeyTheLatestIsTaken() throws SQLException {
        upsert(Optional.of(new Identifier("at")), row(4, "a", 1), row(4, "c", 3), row(4, "b", 2), row(4, "c", 3));
        assertThat(rows()).containsExactly("1 free 1", "2 paid 5", "3 free 1", "4 c 3");
    }

    @Test
    void rowsWithoutAKeyAreAllKept() throws SQLException {
        upsert(Optional.of(new Identifier("at")), "NULL, 'x', " + time(1), "NULL, 'y', " + time(2));
        upsert(Optional.of(new Identifier("at")), "NULL, 'z', " + time(1));
        assertThat(rows()).containsExactly("1 free 1", "2 paid 5", "3 free 1", "null x 1", "null y 2", "null z 1");
    }

    @Test
    void whatFailsLeavesTheTargetAsItWasAndTheSessionReady() throws SQLException {
        assertThatThrownBy(() -> upsert(Optional.empty(), row(1, "paid", 9), "2, 'paid', NULL"))
                .isInstanceOf(RelataException.class)
                .hasCauseInstanceOf(SQLException.class);
        assertThat(rows()).containsExactly("1 free 1", "2 paid 5", "3 free 1");
        upsert(Optional.empty(), row(1, "paid", 9));
        assertThat(rows()).containsExactly("1 paid 9", "2 paid 5", "3 free 1");
    }

    @Test
    void aMergeUpdatesAndInserts() throws SQLException {
        Identifier staging = new Identifier("news");
        run(new CreateStagingTable(staging, USERS));
        load(RelationName.of("news"), row(2, "free", 4), row(4, "it's \\\\", 4));
        run(new Merge(USERS, RelationName.of("news"), KEY, COLUMNS));
        assertThat(rows()).containsExactly("1 free 1", "2 free 4", "3 free 1", "4 it's \\ 4");
    }

    @Test
    void aMergeOfRowsThatAreAllKeyInsertsWhatIsNotThere() throws SQLException {
        run(new CreateStagingTable(new Identifier("news"), USERS));
        load(RelationName.of("news"), row(3, "free", 1), row(3, "paid", 1));
        run(new Merge(USERS, RelationName.of("news"), COLUMNS, COLUMNS));
        assertThat(rows()).containsExactly("1 free 1", "2 paid 5", "3 free 1", "3 paid 1");
    }

    @Test
    void aWindowIsFromItsFirstMomentUntilTheOneBehindItsLast() throws SQLException {
        upsert(Optional.empty(), row(5, "free", 2), row(6, "free", 3));
        run(new DeleteWindow(
                USERS,
                new Identifier("at"),
                LocalDateTime.of(2018, 11, 1, 0, 0, 2),
                LocalDateTime.of(2018, 11, 1, 0, 0, 5)));
        assertThat(rows()).containsExactly("1 free 1", "2 paid 5", "3 free 1");
    }

    @Test
    void tablesAndViewsOfEveryKindAreMade() throws SQLException {
        execute("CREATE SCHEMA IF NOT EXISTS lake; CREATE TABLE lake.songplays (level text);"
                + " CREATE TABLE lake.events (level text)");
        execute("DROP TABLE mart.users; CREATE TABLE mart.users (user_id int PRIMARY KEY)");
        for (String name : List.of(
                "table",
                "table-on-all-nodes",
                "table-with-numbers",
                "staging-table",
                "drop-staging-table",
                "materialized-view",
                "refresh",
                "late-binding-view",
                "late-binding-view-with-a-comment",
                "analyze",
                "delete-window",
                "drop-view",
                "drop-table")) {
            RedshiftStatement statement = Samples.all().get(name);
            assertThat(statement).as(name).isNotNull();
            run(statement);
        }
        execute("DROP SCHEMA lake CASCADE");
    }

    private void upsert(Optional<Identifier> version, String... rows) {
        StagingUpsert upsert = new StagingUpsert(USERS, staging -> values(staging, rows), COLUMNS, KEY, version);
        runner.run(upsert.transaction());
    }

    private void insert(String... rows) {
        load(USERS, rows);
    }

    private void load(RelationName table, String... rows) {
        run(values(table, rows));
    }

    /** Stands for a COPY. */
    private static RedshiftStatement values(RelationName table, String... rows) {
        return new InsertQuery(table, COLUMNS, new SelectQuery("VALUES (" + String.join("), (", rows) + ")"));
    }

    private static String row(int id, String level, int second) {
        return id + ", '" + level.replace("'", "''") + "', " + time(second);
    }

    private static String time(int second) {
        return "TIMESTAMP '2018-11-01 00:00:0" + second + "'";
    }

    private void run(RedshiftStatement statement) {
        runner.run(statement);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT user_id, level, extract(second FROM at)::int FROM mart.users ORDER BY 1, 2")) {
            while (found.next()) {
                rows.add(found.getString(1) + " " + found.getString(2) + " " + found.getInt(3));
            }
        }
        return rows;
    }
}
