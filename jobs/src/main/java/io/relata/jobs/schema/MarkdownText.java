package io.relata.jobs.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;

/** A chapter for each table. Every mark of Markdown in a name is escaped, and so is what HTML would read. */
final class MarkdownText {

    private static final String MARKS = "\\`*_{}[]()<>#+-.!|~&\"'$:@^=/";

    private MarkdownText() {}

    static String of(List<SchemaTable> tables) {
        Map<String, SchemaTable.Join> joins = SchemaTable.joins(tables);
        StringBuilder text = new StringBuilder("# Tables\n");
        for (SchemaTable table : tables) {
            text.append("\n## ").append(escaped(table.name())).append("\n\n");
            Optional.ofNullable(joins.get(table.name()))
                    .ifPresent(join -> text.append("Joins ")
                            .append(escaped(join.parent()))
                            .append(": ")
                            .append(escaped(join.childColumn()))
                            .append(" = ")
                            .append(escaped(join.parent() + "." + join.parentColumn()))
                            .append("\n\n"));
            text.append("| column | type | comes from |\n|---|---|---|\n");
            for (StructField column : table.columns()) {
                text.append("| ")
                        .append(escaped(column.name()))
                        .append(" | ")
                        .append(escaped(column.dataType().catalogString()))
                        .append(" | ")
                        .append(SchemaTable.path(column)
                                .map(MarkdownText::escaped)
                                .orElse(""))
                        .append(" |\n");
            }
        }
        return text.toString();
    }

    private static String escaped(String name) {
        StringBuilder escaped = new StringBuilder();
        SafeNames.safe(name, SafeNames::isVisible).codePoints().forEach(character -> {
            if (MARKS.indexOf(character) >= 0) {
                escaped.append('\\');
            }
            escaped.appendCodePoint(character);
        });
        return escaped.toString();
    }
}
