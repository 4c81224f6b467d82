package io.relata.jobs.schema;

import static java.util.Objects.requireNonNull;

import io.relata.TableDefinition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.types.StructField;

/**
 * A table to be told of.
 *
 * @param warehouseSchema the schema of the warehouse in which it would be made
 * @param rows how many it has; empty where nobody counted
 */
public record SchemaTable(TableDefinition definition, String warehouseSchema, OptionalLong rows) {

    public SchemaTable {
        requireNonNull(definition, "definition");
        requireNonNull(warehouseSchema, "warehouseSchema");
        requireNonNull(rows, "rows");
    }

    /**
     * How a table joins another one that is told of.
     *
     * @param parent the other one's name, as that is written
     */
    record Join(String parent, String parentColumn, String childColumn) {}

    String name() {
        return definition.name().table();
    }

    /** The columns of the files, then those of partitions. */
    List<StructField> columns() {
        return Arrays.asList(definition.allColumns().fields());
    }

    /** Where a column's values come from; empty where nothing says so. */
    static Optional<String> path(StructField column) {
        // Not StructField.getComment, which is a Scala Option.
        return column.metadata().contains("comment")
                ? Optional.of(column.metadata().getString("comment"))
                : Optional.empty();
    }

    /** Of each table that joins another of these, by its name, how; catalogs know names in lower case. */
    static Map<String, Join> joins(List<SchemaTable> tables) {
        Map<String, String> names = new HashMap<>();
        tables.forEach(table -> names.put(table.name().toLowerCase(Locale.ROOT), table.name()));
        Map<String, Join> joins = new HashMap<>();
        for (SchemaTable table : tables) {
            table.definition
                    .parent()
                    .flatMap(link -> Optional.ofNullable(
                                    names.get(link.parentTable().toLowerCase(Locale.ROOT)))
                            .map(parent -> new Join(parent, link.parentColumn(), link.childColumn())))
                    .ifPresent(join -> joins.put(table.name(), join));
        }
        return joins;
    }
}
