package io.relata.transforms.plan;

import io.relata.transforms.survey.Variants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The one type that the fields of a struct used as a map share. */
final class CommonType {

    private static final List<Class<? extends DataType>> INTEGRAL_FROM_NARROWEST =
            List.of(ByteType.class, ShortType.class, IntegerType.class);

    private CommonType() {}

    /** The type that holds every value of all; void when there is none to hold, empty when no type can. */
    static Optional<DataType> of(List<DataType> types) {
        if (types.size() < 2) {
            return Optional.of(types.isEmpty() ? DataTypes.NullType : types.get(0));
        }
        // In halves: a growing union of structs, field by field, would cost the square of their number.
        int half = types.size() / 2;
        return of(types.subList(0, half))
                .flatMap(one -> of(types.subList(half, types.size())).flatMap(other -> of(one, other)));
    }

    /** The type that holds every value of both; empty when there is none. */
    static Optional<DataType> of(DataType one, DataType other) {
        if (one.equals(other) || other instanceof NullType) {
            return Optional.of(one);
        }
        if (one instanceof NullType) {
            return Optional.of(other);
        }
        if (one instanceof StructType first && other instanceof StructType second) {
            return Variants.are(first) == Variants.are(second) ? ofStructs(first, second) : Optional.empty();
        }
        if (one instanceof ArrayType first && other instanceof ArrayType second) {
            return of(first.elementType(), second.elementType()).map(DataTypes::createArrayType);
        }
        if (one instanceof MapType first && other instanceof MapType second) {
            return of(first.keyType(), second.keyType())
                    .flatMap(key -> of(first.valueType(), second.valueType())
                            .map(value -> DataTypes.createMapType(key, value)));
        }
        if (one instanceof NumericType && other instanceof NumericType) {
            return ofNumbers(one, other);
        }
        Optional<DataType> written = ScalarTypes.written(one);
        return written.equals(ScalarTypes.written(other)) ? written : Optional.empty();
    }

    private static Optional<DataType> ofStructs(StructType one, StructType other) {
        Map<String, StructField> fields = new LinkedHashMap<>();
        for (StructType struct : List.of(one, other)) {
            for (StructField field : struct.fields()) {
                StructField known = fields.get(field.name());
                Optional<DataType> merged = of(known == null ? DataTypes.NullType : known.dataType(), field.dataType());
                if (merged.isEmpty()) {
                    return Optional.empty();
                }
                fields.put(
                        field.name(), DataTypes.createStructField(field.name(), merged.get(), true, field.metadata()));
            }
        }
        return Optional.of(DataTypes.createStructType(new ArrayList<>(fields.values())));
    }

    private static Optional<DataType> ofNumbers(DataType one, DataType other) {
        if (isFloating(one) || isFloating(other)) {
            return Optional.of(DataTypes.DoubleType);
        }
        if (one instanceof DecimalType || other instanceof DecimalType) {
            return ofDecimals(decimal(one), decimal(other));
        }
        return Optional.of(rank(one) > rank(other) ? one : other);
    }

    private static Optional<DataType> ofDecimals(DecimalType one, DecimalType other) {
        int scale = Math.max(one.scale(), other.scale());
        int whole = Math.max(one.precision() - one.scale(), other.precision() - other.scale());
        boolean possible = whole + scale <= DecimalType.MAX_PRECISION();
        return possible ? Optional.of(DataTypes.createDecimalType(whole + scale, scale)) : Optional.empty();
    }

    private static DecimalType decimal(DataType type) {
        if (type instanceof DecimalType decimal) {
            return decimal;
        }
        int[] digits = {3, 5, 10, 19};
        return DataTypes.createDecimalType(digits[rank(type)], 0);
    }

    private static int rank(DataType integral) {
        int rank = INTEGRAL_FROM_NARROWEST.indexOf(integral.getClass());
        return rank >= 0 ? rank : INTEGRAL_FROM_NARROWEST.size();
    }

    private static boolean isFloating(DataType type) {
        return type instanceof FloatType || type instanceof DoubleType;
    }
}
