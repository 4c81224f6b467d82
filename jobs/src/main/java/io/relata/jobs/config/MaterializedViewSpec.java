package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

/**
 * A query whose result the warehouse keeps.
 *
 * @param sql one SELECT statement over the external schema
 */
public record MaterializedViewSpec(SqlFile sql) {

    public MaterializedViewSpec {
        requireNonNull(sql, "sql");
    }
}
