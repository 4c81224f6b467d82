package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.jobs.config.SqlFile;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs a job's queries over the tables of its run. They see those tables and nothing else by a bare name. */
final class DerivedTables {

    private static final Pattern PARSED_AT =
            Pattern.compile("\\.?\\s*(?:SQLSTATE: \\w+)?\\s*\\(line (\\d{1,9}), pos (\\d+)\\)");

    private final SparkSession session;

    DerivedTables(SparkSession spark) {
        this.session = spark.newSession();
        // Hours and days of a moment are those of UTC, wherever the job runs.
        session.conf().set("spark.sql.session.timeZone", "UTC");
    }

    /** Makes a table visible to the queries that follow. */
    void show(TableDefinition table) {
        StagedRows.read(session, table)
                .createOrReplaceTempView(StagedRows.quoted(table.name().table()));
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
                            told(String.valueOf(e.getMessage())),
                            "Correct the query; it is one SELECT and sees the tables of this run by their published"
                                    + " names"),
                    e);
        }
    }

    private static String withoutSemicolon(String sql) {
        return sql.replaceAll("[\\s;]+$", "");
    }

    /** In the query's own lines; what comes after the first line is Spark's plan or the query once more. */
    private static String told(String message) {
        String first = message.strip().lines().findFirst().orElse("");
        return PARSED_AT
                .matcher(first)
                .replaceAll(at -> " (line " + (Integer.parseInt(at.group(1)) - 1) + ", position " + at.group(2) + ")")
                .replaceAll("[.;\\s]+$", "");
    }
}
