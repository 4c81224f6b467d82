package io.relata.jobs.merge;

import static java.util.Objects.requireNonNull;

import io.relata.TableDefinition;
import io.relata.TableName;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * A table that documents are merged into.
 *
 * @param columns those that it has afterwards
 * @param key what the columns are called that say which document a row is of
 * @param shown the table as readers see it; empty where there is none
 */
public record MergedTable(TableName name, StructType columns, List<String> key, Optional<TableDefinition> shown) {

    public MergedTable {
        requireNonNull(name, "name");
        requireNonNull(columns, "columns");
        key = List.copyOf(key);
        requireNonNull(shown, "shown");
    }
}
