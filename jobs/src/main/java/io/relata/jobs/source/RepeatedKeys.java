package io.relata.jobs.source;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Makes one field of those that Spark's inference gives for a key that comes more than once in an object. The parser
 * then keeps the last value; its type is the one that holds them all.
 */
final class RepeatedKeys {

    private RepeatedKeys() {}

    static StructType merged(StructType struct) {
        Map<String, DataType> types = new LinkedHashMap<>();
        for (StructField field : struct.fields()) {
            types.merge(field.name(), merged(field.dataType()), RepeatedKeys::common);
        }
        StructType result = new StructType();
        for (Map.Entry<String, DataType> type : types.entrySet()) {
            result = result.add(type.getKey(), type.getValue());
        }
        return result;
    }

    private static DataType merged(DataType type) {
        if (type instanceof StructType struct) {
            return merged(struct);
        }
        if (type instanceof ArrayType array) {
            return DataTypes.createArrayType(merged(array.elementType()));
        }
        return type;
    }

    private static DataType common(DataType one, DataType other) {
        if (one.equals(other)) {
            return one;
        }
        if (one instanceof StructType struct && other instanceof StructType more) {
            StructType all = struct;
            for (StructField field : more.fields()) {
                all = all.add(field);
            }
            return merged(all);
        }
        if (one instanceof ArrayType array && other instanceof ArrayType more) {
            return DataTypes.createArrayType(common(array.elementType(), more.elementType()));
        }
        boolean wholeNumbers = isWhole(one) && isWhole(other);
        if (wholeNumbers) {
            return one instanceof DecimalType ? one : other;
        }
        boolean numbers = isNumber(one) && isNumber(other);
        return numbers ? DataTypes.DoubleType : DataTypes.StringType;
    }

    private static boolean isWhole(DataType type) {
        return type.equals(DataTypes.LongType) || type instanceof DecimalType;
    }

    private static boolean isNumber(DataType type) {
        return isWhole(type) || type.equals(DataTypes.DoubleType);
    }
}
