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
 * @param columns those that it has afterwards, the partition columns among them
 * @param key what the columns are called that say which document a row is of
 * @param partitionBy the columns that it is partitioned by, outermost first
 * @param shown the table as readers see it; empty where there is none
 */
public record MergedTable(
        TableName name,
        StructType columns,
        List<String> key,
        List<String> partitionBy,
        Optional<TableDefinition> shown) {

    public MergedTable {
        requireNonNull(name, "name");
        requireNonNull(columns, "columns");
        key = List.copyOf(key);
        partitionBy = List.copyOf(partitionBy);
        requireNonNull(shown, "shown");
    }
}
