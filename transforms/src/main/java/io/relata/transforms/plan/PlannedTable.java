package io.relata.transforms.plan;

import io.relata.ParentLink;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * A table to be written.
 *
 * @param name the name it is written under
 * @param givenName the name that the naming policy gives, before the job renames the table
 * @param logicalName the name AWS Glue would give it; unique in the plan
 * @param path where its rows come from: {@code $} for the root, {@code $.a[]} for the elements of array {@code a}
 * @param parent the table it hangs from, by written names; empty for the root
 * @param columns in file order; for a child {@code id} and {@code index} come first
 */
public record PlannedTable(
        String name,
        String givenName,
        String logicalName,
        String path,
        Optional<ParentLink> parent,
        List<PlannedColumn> columns) {

    public PlannedTable {
        columns = List.copyOf(columns);
    }

    /** The columns as Spark knows them, each with its source path as comment. */
    public StructType schema() {
        StructType schema = new StructType();
        for (PlannedColumn column : columns) {
            schema = schema.add(column.field());
        }
        return schema;
    }
}
