package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/** Makes a schema for tables that Redshift keeps itself; nothing where there is one of this name. */
public record CreateSchema(Identifier schema) implements RedshiftStatement {

    public CreateSchema {
        requireNonNull(schema, "schema");
    }

    @Override
    public String sql() {
        return "CREATE SCHEMA IF NOT EXISTS " + schema.sql();
    }
}
