package io.relata.catalog.redshift;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

@Tag("any-spark")
class JdbcRunnerTest extends SqlRunnerContract {

    private JdbcRunner runner;

    @BeforeEach
    void connect() throws SQLException {
        runner = Postgres.runner(connection());
    }

    @AfterEach
    void close() {
        runner.close();
    }

    @Override
    SqlRunner runner() {
        return runner;
    }
}
