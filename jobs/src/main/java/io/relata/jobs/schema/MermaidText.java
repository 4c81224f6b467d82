package io.relata.jobs.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;

/**
 * A diagram of entities. Mermaid takes few characters for the names of columns and types (its grammar of erDiagram), so
 * these are written with underscores and the true name stands behind as a comment.
 */
final class MermaidText {

    private static final String MARKS = " ._-:[](){}$@+*/,";

    private MermaidText() {}

    static String of(List<SchemaTable> tables) {
        Map<String, String> entities = new HashMap<>();
        tables.forEach(table -> entities.put(table.name(), "t" + (entities.size() + 1)));
        StringBuilder text = new StringBuilder("erDiagram\n");
        for (SchemaTable table : tables) {
            text.append("    ")
                    .append(entities.get(table.name()))
                    .append("[\"")
                    .append(SafeNames.safe(table.name(), MermaidText::isQuotable))
                    .append("\"] {\n");
            table.columns().forEach(column -> append(text, column));
            text.append("    }\n");
        }
        Map<String, SchemaTable.Join> joins = SchemaTable.joins(tables);
        for (SchemaTable table : tables) {
            Optional.ofNullable(joins.get(table.name()))
                    .ifPresent(join -> text.append("    ")
                            .append(entities.get(join.parent()))
                            .append(" ||--o{ ")
                            .append(entities.get(table.name()))
                            .append(" : \"")
                            .append(SafeNames.safe(
                                    join.parentColumn() + " to " + join.childColumn(), MermaidText::isQuotable))
                            .append("\"\n"));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, StructField column) {
        String name = word(column.name());
        text.append("        ")
                .append(word(column.dataType().catalogString()))
                .append(' ')
                .append(name);
        if (!name.equals(column.name())) {
            text.append(" \"")
                    .append(SafeNames.safe(column.name(), MermaidText::isQuotable))
                    .append('"');
        }
        text.append('\n');
    }

    private static String word(String name) {
        String word = SafeNames.safe(name, MermaidText::isInWord);
        return Character.isDigit(word.charAt(0)) || word.charAt(0) == '-' ? "_" + word : word;
    }

    private static boolean isInWord(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '_'
                || character == '-';
    }

    private static boolean isQuotable(int character) {
        return Character.isLetterOrDigit(character) || MARKS.indexOf(character) >= 0;
    }
}
