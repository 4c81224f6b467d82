package io.relata.transforms.shred;

import io.relata.ParentLink;
import io.relata.TableStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.types.StructType;

/**
 * A table whose files are written and not published.
 *
 * @param name the table's name
 * @param schema its columns in file order, each with its source path as comment
 * @param location the folder of its files
 * @param files the files' names in the folder, in name order; never empty
 * @param lastId the greatest id that the table's rows carry, those of earlier runs too; empty where ids do not count up, and
 *     for the root
 * @param elements rows that the records called for, counted while walking them and not while writing
 */
public record ShreddedTable(
        String name,
        StructType schema,
        Optional<ParentLink> parent,
        String location,
        List<String> files,
        TableStatistics statistics,
        OptionalLong lastId,
        long elements) {

    public ShreddedTable {
        files = List.copyOf(files);
    }
}
