package io.relata.jobs;

import io.relata.ColumnName;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.jobs.config.SqlFile;
import io.relata.jobs.source.QueryFailure;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs a job's queries over the tables of its run. They see those tables and nothing else by a bare name. */
final class DerivedTables {

    private final SparkSession session;

    DerivedTables(SparkSession spark) {
        this.session = spark.newSession();
        // Hours and days of a moment are those of UTC, wherever the job runs.
        session.conf().set("spark.sql.session.timeZone", "UTC");
    }

    /** Makes a table visible to the queries that follow. */
    void show(TableDefinition table) {
        StagedRows.read(session, table)
                .createOrReplaceTempView(ColumnName.quoted(table.name().table()));
    }

    /** @throws RelataException when Spark refuses the query */
    Dataset<Row> query(String table, SqlFile sql) {
        try {
            // As a subquery a command is a syntax error: Spark would run it here and now.
            return session.sql("SELECT * FROM (\n" + withoutSemicolon(sql.text()) + "\n)");
        } catch (Exception e) { // Spark's AnalysisException is a checked one that is not declared
            throw RelataException.failed(
                    new Problem(
                            "Cannot derive table " + table,
                            sql.name(),
                            QueryFailure.told(String.valueOf(e.getMessage()), 1),
                            "Correct the query; it is one SELECT and sees the tables of this run by their published"
                                    + " names"),
                    e);
        }
    }

    private static String withoutSemicolon(String sql) {
        return sql.replaceAll("[\\s;]+$", "");
    }
}
