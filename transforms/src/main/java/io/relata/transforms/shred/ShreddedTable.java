package io.relata.transforms.shred;

import io.relata.ParentLink;
import io.relata.TableStatistics;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * A table whose files are written and not published.
 *
 * @param name the table's name
 * @param schema its columns in file order, each with its source path as comment
 * @param location the folder of its files
 * @param files the files' names in the folder, in name order; never empty
 * @param elements rows that the records called for, counted while walking them and not while writing
 */
public record ShreddedTable(
        String name,
        StructType schema,
        Optional<ParentLink> parent,
        String location,
        List<String> files,
        TableStatistics statistics,
        long elements) {

    public ShreddedTable {
        files = List.copyOf(files);
    }
}
