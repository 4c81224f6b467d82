package io.relata;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table as a catalog knows it.
 *
 * @param columns the columns in file order, partition keys left out; a column's comment holds its source JSON path
 * @param partitionColumns the columns that are folders and not in the files, outermost first
 * @param location the folder that holds the current files, without a trailing slash
 * @param parent the table it hangs from, by the name in the same database
 * @param run the run that wrote it
 * @param lastId the greatest id that its rows carry, where ids count up: those of rows to come follow it
 */
public record TableDefinition(
        TableName name,
        StructType columns,
        StructType partitionColumns,
        String location,
        TableFormat format,
        Optional<ParentLink> parent,
        RunId run,
        TableStatistics statistics,
        OptionalLong lastId) {

    public TableDefinition {
        requireNonNull(name, "name");
        requireNonNull(format, "format");
        requireNonNull(parent, "parent");
        requireNonNull(run, "run");
        requireNonNull(statistics, "statistics");
        requireNonNull(lastId, "lastId");
        if (location.isBlank() || location.endsWith("/")) {
            throw new IllegalArgumentException(name + ": not a location: \"" + location + "\"");
        }
        Set<String> columnNames = Set.of(columns.fieldNames());
        for (String key : partitionColumns.fieldNames()) {
            if (columnNames.contains(key)) {
                throw new IllegalArgumentException(name + ": partition key " + key + " is also a column");
            }
        }
    }

    /** A table whose ids do not count up. */
    public TableDefinition(
            TableName name,
            StructType columns,
            StructType partitionColumns,
            String location,
            TableFormat format,
            Optional<ParentLink> parent,
            RunId run,
            TableStatistics statistics) {
        this(name, columns, partitionColumns, location, format, parent, run, statistics, OptionalLong.empty());
    }

    /** A table whose partition keys are all text, as folder names are, and whose ids do not count up. */
    public TableDefinition(
            TableName name,
            StructType columns,
            List<String> partitionKeys,
            String location,
            TableFormat format,
            Optional<ParentLink> parent,
            RunId run,
            TableStatistics statistics) {
        this(name, columns, textColumns(partitionKeys), location, format, parent, run, statistics);
    }

    /** The names of the partition columns, outermost first. */
    public List<String> partitionKeys() {
        return List.of(partitionColumns.fieldNames());
    }

    /** The columns in the files, then the partition columns. */
    public StructType allColumns() {
        StructType all = columns;
        for (StructField column : partitionColumns.fields()) {
            all = all.add(column);
        }
        return all;
    }

    public TableDefinition withLastId(OptionalLong id) {
        return new TableDefinition(name, columns, partitionColumns, location, format, parent, run, statistics, id);
    }

    public TableDefinition withStatistics(TableStatistics counted) {
        return new TableDefinition(name, columns, partitionColumns, location, format, parent, run, counted, lastId);
    }

    private static StructType textColumns(List<String> names) {
        StructType columns = new StructType();
        for (String name : names) {
            columns = columns.add(name, DataTypes.StringType);
        }
        return columns;
    }
}
