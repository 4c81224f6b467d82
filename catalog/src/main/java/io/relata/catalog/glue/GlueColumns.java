package io.relata.catalog.glue;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import software.amazon.awssdk.services.glue.model.Column;

/**
 * A table's columns as the catalog holds them: names in lower case, Hive types, and as comment the JSON path that the
 * column comes from. The names as they are in the files are kept in the schema parameter.
 */
final class GlueColumns {

    private static final int LONGEST_NAME = 255;

    private GlueColumns() {}

    /** @throws RelataException when a name or a type cannot be registered; the message names every such column */
    static void check(TableDefinition table) {
        List<String> whys = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        for (StructField column : table.columns().fields()) {
            checkName(table, column, names, whys, remedies);
            refused(table, column, GlueTypes.refusal(column.dataType()), whys, remedies);
        }
        for (StructField column : table.partitionColumns().fields()) {
            checkName(table, column, names, whys, remedies);
            refused(table, column, GlueTypes.partitionRefusal(column.dataType()), whys, remedies);
        }
        if (!whys.isEmpty()) {
            throw RelataException.usage(new Problem(
                    "Cannot register table " + table.name(),
                    "in the Glue Data Catalog",
                    String.join("; ", whys),
                    String.join("; ", remedies)));
        }
    }

    private static void checkName(
            TableDefinition table,
            StructField column,
            Map<String, String> names,
            List<String> whys,
            List<String> remedies) {
        String name = column.name();
        if (name.isBlank() || name.length() > LONGEST_NAME || !GlueText.isOneLine(name)) {
            whys.add("column " + place(table, column) + " has a name of " + name.length()
                    + " characters, and 1 to 255 of one line are allowed");
            remedies.add("Rename column " + place(table, column));
        }
        String twin = names.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
        if (twin != null) {
            whys.add("columns \"" + twin + "\" and \"" + name + "\" of "
                    + table.name().table() + " are one to the catalog");
            remedies.add("Rename column " + place(table, column));
        }
    }

    private static void refused(
            TableDefinition table,
            StructField column,
            Optional<GlueTypes.Refusal> refusal,
            List<String> whys,
            List<String> remedies) {
        refusal.ifPresent(refused -> {
            whys.add("column " + place(table, column) + " " + refused.why());
            remedies.add(refused.cast()
                    .map(type -> "Cast column " + place(table, column) + " to " + type)
                    .orElse("Cast column " + place(table, column) + " to another type, or drop it"));
        });
    }

    private static String place(TableDefinition table, StructField column) {
        return table.name().table() + "." + column.name();
    }

    /**
     * The columns, where others' changes stay: the parameters of a column, and a comment that is not the one that we
     * wrote.
     *
     * @param existing the columns that the catalog holds
     * @param before the columns that {@code existing} was written for
     */
    static List<Column> written(StructType columns, List<Column> existing, StructType before) {
        Map<String, Column> byName = new HashMap<>();
        existing.forEach(column -> byName.put(column.name().toLowerCase(Locale.ROOT), column));
        Map<String, Optional<String>> ours = new HashMap<>();
        for (StructField column : before.fields()) {
            ours.put(column.name().toLowerCase(Locale.ROOT), comment(column));
        }
        List<Column> written = new ArrayList<>(columns.size());
        for (StructField column : columns.fields()) {
            String name = column.name().toLowerCase(Locale.ROOT);
            Column.Builder result = Column.builder().name(name).type(GlueTypes.of(column.dataType()));
            comment(column).ifPresent(result::comment);
            Column found = byName.get(name);
            if (found != null) {
                if (found.hasParameters()) {
                    result.parameters(found.parameters());
                }
                Optional<String> theirs = Optional.ofNullable(found.comment());
                if (theirs.isPresent() && !theirs.equals(ours.getOrDefault(name, Optional.empty()))) {
                    result.comment(theirs.get());
                }
            }
            written.add(result.build());
        }
        return List.copyOf(written);
    }

    private static Optional<String> comment(StructField column) {
        // Not StructField.getComment, which is a Scala Option.
        return column.metadata().contains("comment")
                ? Optional.of(GlueText.comment(column.metadata().getString("comment")))
                : Optional.empty();
    }
}
