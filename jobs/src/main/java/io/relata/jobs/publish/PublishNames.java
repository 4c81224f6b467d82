package io.relata.jobs.publish;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What a catalog cannot tell apart or hold, found before data is read. As the AWS Glue Data Catalog it compares names
 * without regard to case.
 */
public final class PublishNames {

    private static final int LONGEST = 255;

    private PublishNames() {}

    /**
     * The catalog names of a run's tables, in order.
     *
     * @throws RelataException when two tables would be one, or the catalog cannot hold a name; the message names all
     *     that clash
     */
    public static List<TableName> tables(String database, Collection<String> names) {
        Map<TableName, List<String>> byName = new LinkedHashMap<>();
        for (String name : names) {
            byName.computeIfAbsent(new TableName(database, name), key -> new ArrayList<>())
                    .add(name);
        }
        List<String> twins = byName.values().stream()
                .filter(same -> same.size() > 1)
                .map(PublishNames::listed)
                .toList();
        if (!twins.isEmpty()) {
            throw RelataException.usage(new Problem(
                    "Cannot publish tables whose names differ in case alone",
                    "database " + database,
                    "to the catalog these are one table: " + String.join("; ", twins),
                    "Give them different names under tables in the job file"));
        }
        return List.copyOf(byName.keySet());
    }

    /**
     * Refuses columns that the catalog cannot hold.
     *
     * @throws RelataException when two columns differ in case alone, or a name or a type cannot be registered; the
     *     message names every such column
     */
    public static void checkColumns(TableName table, StructType columns) {
        List<String> problems = new ArrayList<>();
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (StructField column : columns.fields()) {
            byName.computeIfAbsent(column.name().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .add(column.name());
            if (column.name().isEmpty() || column.name().length() > LONGEST) {
                problems.add("column \"" + column.name() + "\" has a name of "
                        + column.name().length() + " characters, and 1 to " + LONGEST + " are allowed");
            }
            if (column.name().chars().anyMatch(Character::isISOControl)) {
                problems.add("column \"" + column.name() + "\" has a control character in its name");
            }
            CatalogTypes.refused(column.dataType())
                    .ifPresent(type -> problems.add("column \"" + column.name() + "\" is of type " + type));
        }
        byName.values().stream()
                .filter(same -> same.size() > 1)
                .forEach(same -> problems.add("columns " + listed(same) + " differ in case alone"));
        if (!problems.isEmpty()) {
            throw RelataException.usage(new Problem(
                    "Cannot register table " + table,
                    "in the catalog",
                    String.join("; ", problems),
                    "Rename or cast these columns under tables in the job file, or set naming: athena; for columns"
                            + " that differ in case alone case-twins: merge makes one of them"));
        }
    }

    private static String listed(List<String> names) {
        return String.join(", ", names.stream().map(name -> "\"" + name + "\"").toList());
    }
}
