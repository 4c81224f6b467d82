package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Updates the rows of a table that another one has new values for, and inserts the others.
 *
 * @param source a table, not a view, with at most one row of each key, else Redshift refuses
 * @param columns that both have, the keys among them
 */
public record Merge(RelationName target, RelationName source, List<Identifier> keys, List<Identifier> columns)
        implements RedshiftStatement {

    /** @throws IllegalArgumentException when a key is none of the columns */
    public Merge {
        requireNonNull(source, "source");
        keys = RowMatch.requireKeys(target, keys);
        columns = List.copyOf(columns);
        if (!columns.containsAll(keys)) {
            throw new IllegalArgumentException(
                    "The keys of " + target.sql() + " are among the columns that are merged");
        }
    }

    @Override
    public String sql() {
        List<Identifier> others =
                columns.stream().filter(column -> !keys.contains(column)).toList();
        // Redshift knows no MERGE that only inserts, so a row that is all key is set to what it is.
        String updates = (others.isEmpty() ? columns : others)
                .stream()
                        .map(column -> column.sql() + " = " + source.column(column))
                        .collect(Collectors.joining(", "));
        String values = columns.stream().map(source::column).collect(Collectors.joining(", "));
        return "MERGE INTO " + target.sql() + "\nUSING " + source.sql() + "\nON "
                + RowMatch.sql(target, source, keys) + "\nWHEN MATCHED THEN UPDATE SET " + updates
                + "\nWHEN NOT MATCHED THEN INSERT (" + Identifier.list(columns) + ") VALUES (" + values + ")";
    }
}
