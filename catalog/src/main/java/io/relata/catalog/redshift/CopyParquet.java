package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Loads Parquet files into a table.
 *
 * @param columns those of the table that the files' columns go to, in the files' order, since COPY goes by that alone
 */
public record CopyParquet(RelationName table, List<Identifier> columns, CopySource source, IamRole role)
        implements RedshiftStatement {

    public CopyParquet {
        requireNonNull(table, "table");
        requireNonNull(source, "source");
        requireNonNull(role, "role");
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("COPY into " + table.sql() + " names no columns");
        }
    }

    @Override
    public String sql() {
        return "COPY " + table.sql() + " (" + Identifier.list(columns) + ")\nFROM "
                + source.location().sql() + "\nIAM_ROLE " + role.sql() + "\nFORMAT AS PARQUET" + source.option();
    }
}
