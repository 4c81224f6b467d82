package io.relata.catalog.glue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table's schema as Spark keeps it among a table's parameters: JSON, in parts where it is long, partition columns
 * last. Spark reads it to know the case of the names and what may be null; it is also where we read the columns from.
 */
final class SchemaParameters {

    private static final String SCHEMA = "spark.sql.sources.schema";
    private static final int LONGEST = 4_000;

    private SchemaParameters() {}

    /** The columns in the files, and those that are not. */
    record Columns(StructType inFiles, StructType partition) {}

    static Map<String, String> of(StructType columns, StructType partitionColumns) {
        StructType all = columns;
        for (StructField column : partitionColumns.fields()) {
            all = all.add(column);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        String json = GlueText.json(all.json());
        if (json.length() <= LONGEST) {
            parameters.put(SCHEMA, json);
        } else {
            List<String> parts = parts(json);
            parameters.put(SCHEMA + ".numParts", Integer.toString(parts.size()));
            for (int i = 0; i < parts.size(); i++) {
                parameters.put(SCHEMA + ".part." + i, parts.get(i));
            }
        }
        List<String> keys = List.of(partitionColumns.fieldNames());
        if (!keys.isEmpty()) {
            parameters.put(SCHEMA + ".numPartCols", Integer.toString(keys.size()));
            for (int i = 0; i < keys.size(); i++) {
                parameters.put(SCHEMA + ".partCol." + i, keys.get(i));
            }
        }
        return parameters;
    }

    private static List<String> parts(String json) {
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < json.length(); ) {
            int end = GlueText.end(json, Math.min(from + LONGEST, json.length()));
            parts.add(json.substring(from, end));
            from = end;
        }
        return parts;
    }

    /**
     * Empty when there is no schema.
     *
     * @throws IllegalArgumentException when what is there is not one
     */
    static Optional<Columns> read(Map<String, String> parameters) {
        return json(parameters).map(json -> split(schema(json), partitionColumns(parameters)));
    }

    private static Optional<String> json(Map<String, String> parameters) {
        String parts = parameters.get(SCHEMA + ".numParts");
        if (parts == null) {
            return Optional.ofNullable(parameters.get(SCHEMA));
        }
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < number(parts); i++) {
            json.append(part(parameters, SCHEMA + ".part." + i));
        }
        return Optional.of(json.toString());
    }

    private static List<String> partitionColumns(Map<String, String> parameters) {
        List<String> names = new ArrayList<>();
        int count = number(parameters.getOrDefault(SCHEMA + ".numPartCols", "0"));
        for (int i = 0; i < count; i++) {
            names.add(part(parameters, SCHEMA + ".partCol." + i));
        }
        return names;
    }

    private static Columns split(StructType all, List<String> partition) {
        int inFiles = all.size() - partition.size();
        if (inFiles < 0) {
            throw new IllegalArgumentException("the schema has fewer columns than there are partition columns");
        }
        StructField[] fields = all.fields();
        StructType files = new StructType();
        StructType keys = new StructType();
        for (int i = 0; i < fields.length; i++) {
            if (i < inFiles) {
                files = files.add(fields[i]);
            } else if (fields[i].name().equalsIgnoreCase(partition.get(i - inFiles))) {
                keys = keys.add(fields[i]);
            } else {
                throw new IllegalArgumentException("the schema does not end with the partition columns "
                        + String.join(", ", partition).toLowerCase(Locale.ROOT));
            }
        }
        return new Columns(files, keys);
    }

    private static StructType schema(String json) {
        try {
            return (StructType) DataType.fromJson(json);
        } catch (Exception e) {
            // Spark raises what it happens to meet: scala.MatchError, and Jackson's checked exceptions undeclared.
            throw new IllegalArgumentException("the schema is not one of Spark", e);
        }
    }

    private static String part(Map<String, String> parameters, String key) {
        String part = parameters.get(key);
        if (part == null) {
            throw new IllegalArgumentException("there is no parameter " + key);
        }
        return part;
    }

    private static int number(String text) {
        try {
            return Math.min(Integer.parseInt(text), 100_000);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a number", e);
        }
    }
}
