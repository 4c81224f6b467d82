package io.relata.jobs.source.jdbc;

import io.relata.Source;
import io.relata.catalog.redshift.Postgres;
import io.relata.testing.SourceContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** One of several parts in each database. */
class JdbcSourceContractTest {

    private static final JdbcOptions TWO_PARTS =
            JdbcOptions.DEFAULT.withPartitions(new PartitionedBy("k", Optional.empty(), 2));

    private abstract static class JdbcContract extends SourceContract {

        JdbcContract(SparkSession spark) {
            super(spark);
        }

        abstract Database database();

        @Override
        protected Source threeRecords(Path folder, SparkSession session) {
            return JdbcSource.of(database(), JdbcRecords.Table.of("three"), TWO_PARTS);
        }

        @Override
        protected Optional<Source> threeRecordsAndABadOne(Path folder, SparkSession session) {
            return Optional.of(JdbcSource.of(
                    database(), JdbcRecords.Table.of("four"), TWO_PARTS.withJson(Map.of("j", JsonType.INFERRED))));
        }

        @Override
        protected Source noRecord(Path folder, SparkSession session) {
            return JdbcSource.of(database(), JdbcRecords.Table.of("none"), TWO_PARTS);
        }

        @Override
        protected Source missing(Path folder, SparkSession session) {
            return JdbcSource.of(database(), JdbcRecords.Table.of("gone"), TWO_PARTS);
        }

        static void fill(Connection connection) throws SQLException {
            try (connection;
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE three (k INT)");
                statement.execute("CREATE TABLE four (k INT, j TEXT)");
                statement.execute("CREATE TABLE none (k INT)");
                statement.execute("INSERT INTO three VALUES (1), (2), (3)");
                statement.execute("INSERT INTO four VALUES (1, '{}'), (2, '1'), (9, '1}, \"x\":{'), (3, NULL)");
            }
        }
    }

    @Nested
    class OfMariaDb extends JdbcContract {

        private static MariaDbServer server;

        OfMariaDb(SparkSession spark) {
            super(spark);
        }

        @BeforeAll
        static void start() throws Exception {
            server = MariaDbServer.shared();
            fill(server.connection());
        }

        @Override
        Database database() {
            return new Database(server.url(), new DatabaseLogin(MariaDbServer.USER, MariaDbServer.PASSWORD));
        }

        @Override
        protected String messageForMissing(Path folder) {
            return "Cannot read table gone (" + server.url()
                    + "): Table 'shop.gone' doesn't exist (SQLSTATE 42S02, error 1146). Correct the table, the query or the"
                    + " condition, or grant the user the right to read.";
        }
    }

    @Nested
    class OfPostgres extends JdbcContract {

        private static Postgres server;

        OfPostgres(SparkSession spark) {
            super(spark);
        }

        @BeforeAll
        static void start() throws Exception {
            server = Postgres.start();
            fill(server.connection());
        }

        @AfterAll
        static void stop() throws Exception {
            server.close();
        }

        @Override
        Database database() {
            return new Database(server.url().replaceFirst("\\?.*$", ""), new DatabaseLogin("postgres", ""));
        }

        @Override
        protected String messageForMissing(Path folder) {
            return "Cannot read table gone (" + database().url()
                    + "): ERROR: relation \"gone\" does not exist Position: 15 (SQLSTATE 42P01, error 0). Correct the"
                    + " table, the query or the condition, or grant the user the right to read.";
        }
    }
}
