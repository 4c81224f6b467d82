package io.relata.transforms;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/** Makes schemas and rows of them: nested to a depth, with nulls, empty collections and every scalar type. */
final class RandomRecords {

    private static final List<DataType> SCALARS = List.of(
            DataTypes.StringType,
            DataTypes.LongType,
            DataTypes.IntegerType,
            DataTypes.ShortType,
            DataTypes.DoubleType,
            DataTypes.FloatType,
            DataTypes.BooleanType,
            DataTypes.DateType,
            DataTypes.TimestampType,
            DataTypes.BinaryType,
            DataTypes.createDecimalType(7, 2),
            DataTypes.createDecimalType(18, 4),
            DataTypes.createDecimalType(38, 10));

    private final Random random;

    RandomRecords(long seed) {
        this.random = new Random(seed);
    }

    /** A schema whose field names are plain and unique in their struct; its first field is a unique number. */
    StructType schema(int depth) {
        StructType schema = new StructType().add("number", DataTypes.LongType);
        for (StructField field : struct(depth).fields()) {
            schema = schema.add(field);
        }
        return schema;
    }

    private StructType struct(int depth) {
        StructType struct = new StructType();
        int fields = 1 + random.nextInt(4);
        for (int i = 0; i < fields; i++) {
            struct = struct.add("f" + i, type(depth - 1));
        }
        return struct;
    }

    private DataType type(int depth) {
        int kind = depth <= 0 ? 0 : random.nextInt(8);
        return switch (kind) {
            case 1, 2 -> struct(depth);
            case 3, 4, 5 -> DataTypes.createArrayType(type(depth - 1));
            case 6 -> DataTypes.createMapType(DataTypes.StringType, type(depth - 1));
            default -> SCALARS.get(random.nextInt(SCALARS.size()));
        };
    }

    List<Row> rows(StructType schema, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object[] values = new Object[schema.size()];
            values[0] = (long) i;
            for (int field = 1; field < values.length; field++) {
                values[field] = value(schema.fields()[field].dataType());
            }
            rows.add(RowFactory.create(values));
        }
        return rows;
    }

    private Object value(DataType type) {
        if (random.nextInt(6) == 0) {
            return null;
        }
        if (type instanceof StructType struct) {
            Object[] values = new Object[struct.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(struct.fields()[i].dataType());
            }
            return RowFactory.create(values);
        }
        if (type instanceof ArrayType array) {
            List<Object> elements = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                elements.add(value(array.elementType()));
            }
            return elements.toArray();
        }
        if (type instanceof MapType map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                entries.put("k" + random.nextInt(100), value(map.valueType()));
            }
            return entries;
        }
        return scalar(type);
    }

    private Object scalar(DataType type) {
        if (type instanceof LongType) {
            return random.nextLong();
        }
        if (type instanceof IntegerType) {
            return random.nextInt();
        }
        if (type instanceof ShortType) {
            return (short) random.nextInt();
        }
        if (type instanceof DoubleType) {
            return random.nextInt(5) == 0 ? -0.0 : random.nextGaussian() * 1e100;
        }
        if (type instanceof FloatType) {
            return (float) random.nextGaussian();
        }
        if (type instanceof BooleanType) {
            return random.nextBoolean();
        }
        if (type instanceof DateType) {
            return Date.valueOf(LocalDate.ofEpochDay(random.nextInt(80_000) - 20_000));
        }
        if (type instanceof TimestampType) {
            return Timestamp.from(Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1_000L));
        }
        if (type instanceof BinaryType) {
            byte[] bytes = new byte[random.nextInt(5)];
            random.nextBytes(bytes);
            return bytes;
        }
        if (type instanceof DecimalType decimal) {
            BigInteger limit = BigInteger.TEN.pow(decimal.precision());
            BigInteger unscaled = new BigInteger(120, random).mod(limit);
            return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), decimal.scale());
        }
        return random.nextInt(6) == 0
                ? ""
                : "s\u00e9\"\\\n\ud83d\ude00".substring(0, random.nextInt(5)) + random.nextInt(9);
    }
}
