package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.jobs.config.SqlFile;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs a job's queries over the tables of its run. They see those tables and nothing else by a bare name. */
final class DerivedTables {

    private final SparkSession session;

    DerivedTables(SparkSession spark) {
        this.session = spark.newSession();
    }

    /** Makes a table visible to the queries that follow. */
    void show(TableDefinition table) {
        Dataset<Row> rows = session.read()
                .schema(table.columns())
                .format(table.format().name().toLowerCase(Locale.ROOT))
                .load(table.location());
        rows.createOrReplaceTempView("`" + table.name().table().replace("`", "``") + "`");
    }

    /** @throws RelataException when Spark refuses the query */
    Dataset<Row> query(String table, SqlFile sql) {
        try {
            return session.sql(sql.text());
        } catch (Exception e) { // Spark's AnalysisException is a checked one that is not declared
            throw RelataException.failed(
                    new Problem(
                            "Cannot derive table " + table,
                            sql.name(),
                            String.valueOf(e.getMessage()),
                            "Correct the query; it sees the tables of this run by their published names"),
                    e);
        }
    }
}
