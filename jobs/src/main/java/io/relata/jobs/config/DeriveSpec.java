package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

/**
 * A table made by a query over the other tables of the run.
 *
 * @param sql one SELECT statement in Spark SQL
 */
public record DeriveSpec(SqlFile sql) {

    public DeriveSpec {
        requireNonNull(sql, "sql");
    }
}
