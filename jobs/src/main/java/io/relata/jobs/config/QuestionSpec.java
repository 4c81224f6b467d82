package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

/**
 * A query that is asked after each run, for its answer to stand in the run's report.
 *
 * @param sql one SELECT statement over the external schema and the materialized views
 * @param title the question as people read it
 * @param chart how the answer is shown
 */
public record QuestionSpec(SqlFile sql, String title, Chart chart) {

    public QuestionSpec {
        requireNonNull(sql, "sql");
        requireNonNull(title, "title");
        requireNonNull(chart, "chart");
    }
}
