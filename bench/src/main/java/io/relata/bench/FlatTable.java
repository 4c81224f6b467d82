package io.relata.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table as AWS Glue's relationalize names it. Worked out here and not taken from the plan, so that the plan is
 * measured against something else.
 *
 * @param columns without a child's id and index
 */
record FlatTable(String name, boolean isChild, List<FlatColumn> columns) {

    FlatTable {
        columns = List.copyOf(columns);
    }

    /** The root table of a schema of structs, arrays and scalars. */
    static FlatTable of(String root, StructType schema) {
        List<FlatColumn> columns = new ArrayList<>();
        for (StructField field : schema.fields()) {
            collect(root + "_", field.name(), List.of(field.name()), field.dataType(), columns);
        }
        return new FlatTable(root, false, columns);
    }

    List<FlatColumn> arrays() {
        return columns.stream().filter(column -> column.child().isPresent()).toList();
    }

    List<FlatColumn> scalars() {
        return columns.stream().filter(column -> column.child().isEmpty()).toList();
    }

    /** The column of this name, which there is. */
    FlatColumn column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** This table and all below it, parents first. */
    Stream<FlatTable> all() {
        return Stream.concat(
                Stream.of(this),
                arrays().stream().flatMap(array -> array.child().orElseThrow().all()));
    }

    StructType schema() {
        StructType schema = new StructType();
        if (isChild) {
            schema = schema.add("id", DataTypes.LongType).add("index", DataTypes.IntegerType);
        }
        for (FlatColumn column : columns) {
            schema = schema.add(column.name(), column.type());
        }
        return schema;
    }

    private static void collect(
            String tablePrefix, String name, List<String> steps, DataType type, List<FlatColumn> columns) {
        if (type instanceof StructType struct) {
            for (StructField field : struct.fields()) {
                List<String> inner =
                        Stream.concat(steps.stream(), Stream.of(field.name())).toList();
                collect(tablePrefix, name + "." + field.name(), inner, field.dataType(), columns);
            }
        } else if (type instanceof ArrayType array) {
            List<FlatColumn> elements = new ArrayList<>();
            collect(tablePrefix, name + ".val", List.of(FlatColumn.ELEMENT), array.elementType(), elements);
            FlatTable child = new FlatTable(tablePrefix + name, true, elements);
            columns.add(new FlatColumn(name, steps, DataTypes.LongType, Optional.of(child)));
        } else {
            columns.add(new FlatColumn(name, steps, type, Optional.empty()));
        }
    }
}
