package io.relata;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table of a run, by the name it will be published under.
 *
 * @param name never blank
 * @param parent the table this one hangs from; empty for a root
 */
public record NamedTable(String name, Dataset<Row> rows, Optional<ParentLink> parent) {

    public NamedTable {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A table needs a name");
        }
        requireNonNull(rows, "rows");
        requireNonNull(parent, "parent");
    }

    /** A table that hangs from no other. */
    public static NamedTable root(String name, Dataset<Row> rows) {
        return new NamedTable(name, rows, Optional.empty());
    }

    /** The same table with other rows. */
    public NamedTable withRows(Dataset<Row> other) {
        return new NamedTable(name, other, parent);
    }
}
