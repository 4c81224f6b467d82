package io.relata.catalog.glue;

import io.relata.TableDefinition;
import io.relata.TableFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;
import software.amazon.awssdk.services.glue.model.Column;

/** A table of the Glue Data Catalog as a statement of Athena's, for those who register it by hand. */
public final class CreateGlueTable {

    private CreateGlueTable() {}

    /**
     * The statement, without a semicolon. Of a Delta table it names no columns, since Athena reads those in its log.
     *
     * @throws io.relata.RelataException when the catalog, or a reader of it, could not hold the table
     */
    public static String of(TableDefinition table) {
        TableInputs.check(table);
        StringBuilder sql = new StringBuilder("CREATE EXTERNAL TABLE ")
                .append(name(table.name().database()))
                .append('.')
                .append(name(table.name().table()));
        if (table.format() == TableFormat.DELTA) {
            return sql.append("\nLOCATION ")
                    .append(text(GlueLocation.written(table.location())))
                    .append("\nTBLPROPERTIES ('table_type' = 'DELTA')")
                    .toString();
        }
        sql.append(" (\n  ").append(columns(table.columns(), ",\n  ")).append("\n)");
        if (!table.partitionColumns().isEmpty()) {
            sql.append("\nPARTITIONED BY (")
                    .append(columns(table.partitionColumns(), ", "))
                    .append(')');
        }
        return sql.append("\nSTORED AS PARQUET\nLOCATION ")
                .append(text(GlueLocation.written(table.location())))
                .append("\nTBLPROPERTIES ('classification' = ")
                .append(text(GlueClasses.of(table.format()).classification()))
                .append(')')
                .toString();
    }

    private static String columns(StructType columns, String between) {
        return GlueColumns.written(columns, List.of(), new StructType()).stream()
                .map(CreateGlueTable::column)
                .collect(Collectors.joining(between));
    }

    private static String column(Column column) {
        String sql = name(column.name()) + " " + column.type();
        return column.comment() == null ? sql : sql + " COMMENT " + text(column.comment());
    }

    /** Hive writes a backtick in a quoted name twice (Hive, "Supporting quoted identifiers in column names"). */
    private static String name(String name) {
        return "`" + name.toLowerCase(Locale.ROOT).replace("`", "``") + "`";
    }

    private static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
