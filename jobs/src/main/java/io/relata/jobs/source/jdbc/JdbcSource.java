package io.relata.jobs.source.jdbc;

import static java.util.Objects.requireNonNull;

import io.relata.Source;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads a table, a view or a query of MySQL, MariaDB or PostgreSQL.
 *
 * <p>The database is asked once: the rows are then kept by the executors, so that counting them and writing them sees the
 * same ones. Times come in UTC; those without a zone are taken as UTC. A row with a value that its column's type cannot
 * hold (a zero date, an infinite one, a decimal that is not a number, text that is to be JSON and is none) is rejected.
 * Which type becomes which is in {@code docs/jdbc.md}.
 *
 * <p>Each task has a session of its own. One part is read by one statement, so it is one moment of the database; several
 * are one moment in PostgreSQL, and several moments in MySQL and MariaDB, which share no snapshots.
 */
public final class JdbcSource implements Source {

    private final Database database;
    private final JdbcRecords records;
    private final JdbcOptions options;

    private JdbcSource(Database database, JdbcRecords records, JdbcOptions options) {
        this.database = requireNonNull(database);
        this.records = requireNonNull(records);
        this.options = requireNonNull(options);
    }

    public static JdbcSource of(Database database, JdbcRecords records, JdbcOptions options) {
        return new JdbcSource(database, records, options);
    }

    @Override
    public Dataset<Row> read(SparkSession spark) {
        return open(spark).rows();
    }

    /**
     * Asks for the columns, and for the rows only where types of JSON are to be found out.
     *
     * @throws io.relata.RelataException when the database cannot be asked, or has no such records
     */
    public JdbcReading open(SparkSession spark) {
        return JdbcReading.open(database, records, options, spark);
    }
}
