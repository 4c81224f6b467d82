package io.relata.bench;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The schema that Spark infers from all records. */
final class InferredSchema {

    private InferredSchema() {}

    /** @throws RelataException when it is not the given one; only the order of fields, which Spark sorts, may differ */
    static StructType of(Trial trial) {
        StructType inferred = trial.spark().read().json(trial.data().paths()).schema();
        check(trial.data().shape().schema(), inferred);
        return inferred;
    }

    static void check(StructType given, StructType inferred) {
        String expected = sorted(given).catalogString();
        String found = sorted(inferred).catalogString();
        if (!found.equals(expected)) {
            throw RelataException.failed(new Problem(
                    "Another schema is inferred than the one given",
                    "generated records",
                    "expected " + expected + "; inferred " + found,
                    "Generate more records, so that each field comes with a value"));
        }
    }

    private static DataType sorted(DataType type) {
        if (type instanceof StructType struct) {
            return new StructType(Stream.of(struct.fields())
                    .sorted(Comparator.comparing(StructField::name))
                    .map(field -> DataTypes.createStructField(field.name(), sorted(field.dataType()), true))
                    .toArray(StructField[]::new));
        }
        return type instanceof ArrayType array ? DataTypes.createArrayType(sorted(array.elementType())) : type;
    }
}
