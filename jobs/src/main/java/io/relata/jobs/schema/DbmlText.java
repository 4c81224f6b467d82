package io.relata.jobs.schema;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;

/** Tables and references. DBML's quoted names hold no quotation mark and no line's end. */
final class DbmlText {

    private DbmlText() {}

    static String of(List<SchemaTable> tables) {
        Map<String, String> names =
                SafeNames.of(tables.stream().map(SchemaTable::name).toList(), DbmlText::isInName);
        StringBuilder text = new StringBuilder();
        for (SchemaTable table : tables) {
            text.append("Table ").append(quoted(names, table.name())).append(" {\n");
            Map<String, String> columns = columns(table);
            for (StructField column : table.columns()) {
                text.append("  ")
                        .append(quoted(columns, column.name()))
                        .append(" \"")
                        .append(SafeNames.safe(column.dataType().catalogString(), DbmlText::isInName))
                        .append('"');
                SchemaTable.path(column)
                        .ifPresent(path ->
                                text.append(" [note: '").append(note(path)).append("']"));
                text.append('\n');
            }
            text.append("}\n\n");
        }
        Map<String, SchemaTable.Join> joins = SchemaTable.joins(tables);
        for (SchemaTable table : tables) {
            Optional.ofNullable(joins.get(table.name())).ifPresent(join -> {
                SchemaTable parent = tables.stream()
                        .filter(one -> one.name().equals(join.parent()))
                        .findFirst()
                        .orElse(table);
                text.append("Ref: ")
                        .append(quoted(names, table.name()))
                        .append('.')
                        .append(quoted(columns(table), join.childColumn()))
                        .append(" > ")
                        .append(quoted(names, join.parent()))
                        .append('.')
                        .append(quoted(columns(parent), join.parentColumn()))
                        .append('\n');
            });
        }
        return text.toString();
    }

    private static Map<String, String> columns(SchemaTable table) {
        return SafeNames.of(table.columns().stream().map(StructField::name).toList(), DbmlText::isInName);
    }

    private static String quoted(Map<String, String> names, String name) {
        return "\"" + Objects.requireNonNullElseGet(names.get(name), () -> SafeNames.safe(name, DbmlText::isInName))
                + "\"";
    }

    private static boolean isInName(int character) {
        return SafeNames.isVisible(character) && character != '"' && character != '\\';
    }

    private static String note(String text) {
        return SafeNames.safe(text, SafeNames::isVisible).replace("\\", "\\\\").replace("'", "\\'");
    }
}
