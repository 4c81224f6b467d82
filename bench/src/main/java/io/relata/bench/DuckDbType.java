package io.relata.bench;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Spark's types as DuckDB writes them. */
final class DuckDbType {

    private DuckDbType() {}

    /** @throws RelataException when it is a type that no generated record has */
    static String of(DataType type) {
        if (type instanceof StructType struct) {
            return Stream.of(struct.fields())
                    .map(field -> DuckDb.name(field.name()) + " " + of(field.dataType()))
                    .collect(Collectors.joining(", ", "STRUCT(", ")"));
        }
        if (type instanceof ArrayType array) {
            return of(array.elementType()) + "[]";
        }
        if (type.equals(DataTypes.StringType)) {
            return "VARCHAR";
        }
        if (type.equals(DataTypes.LongType)) {
            return "BIGINT";
        }
        if (type.equals(DataTypes.DoubleType)) {
            return "DOUBLE";
        }
        if (type.equals(DataTypes.BooleanType)) {
            return "BOOLEAN";
        }
        throw RelataException.failed(new Problem(
                "Cannot give DuckDB the schema",
                type.catalogString(),
                "it is none of string, bigint, double, boolean, struct and array",
                "Add the type to DuckDbType"));
    }
}
