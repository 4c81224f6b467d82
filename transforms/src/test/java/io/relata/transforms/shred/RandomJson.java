package io.relata.transforms.shred;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Makes schemas of what JSON holds, and records that mostly fit them: each spelled in one of many ways, some wrong. */
public final class RandomJson {

    private static final List<String> TEXTS = List.of(
            "\"\"",
            "\"plain\"",
            "\"a longer text without anything in it\"",
            "\"quote \\\" and \\\\ and \\/\"",
            "\"tab\\tline\\n\"",
            "\"caf\\u00e9\"",
            "\"caf\u00e9\"",
            "\"\u65e5\u672c\u8a9e\"",
            "\"\\ud83d\\ude00\"",
            "\"\ud83d\ude00 at the end\"",
            "\"\\ud800 alone\"",
            "\"12\"",
            "\"null\"");

    private static final List<String> WHOLE_NUMBERS =
            List.of("0", "-0", "7", "-12", "1234567890123456789", "9223372036854775807", "-9223372036854775808", "100");

    private static final List<String> NUMBERS = List.of(
            "0.1",
            "-0.0",
            "1e3",
            "1E-7",
            "123456.789",
            "3",
            "0.30000000000000004",
            "1.7976931348623157e308",
            "5e-324",
            "12345678901234567890.5",
            "9007199254740993",
            "2.2250738585072011e-308");

    private static final List<String> ODD = List.of(
            "01",
            "1.",
            "-",
            "+1",
            "tru",
            "1e400",
            "9223372036854775808",
            "\"\\x\"",
            "\"\\u12\"",
            "\"open",
            "[1,]",
            "{\"a\":1,}",
            "NaN",
            "'a'",
            "\"\u0001\"",
            "nul",
            "[[1]]",
            "{\"x\":{\"y\":[1,2]}}",
            "\"a\"b");

    private final Random random;

    public RandomJson(long seed) {
        random = new Random(seed);
    }

    public StructType schema() {
        return struct(4);
    }

    private StructType struct(int depth) {
        StructType struct = new StructType();
        List<String> names =
                List.of("a", "bb", "name", "a_long_name_of_more_than_eight_letters", "\u00e9t\u00e9", "x y");
        for (String name : names.subList(0, 1 + random.nextInt(names.size()))) {
            struct = struct.add(name, type(depth - 1));
        }
        return struct;
    }

    private DataType type(int depth) {
        return switch (depth <= 0 ? random.nextInt(4) : random.nextInt(9)) {
            case 0, 1 -> DataTypes.StringType;
            case 2 -> DataTypes.LongType;
            case 3 -> random.nextBoolean() ? DataTypes.DoubleType : DataTypes.BooleanType;
            case 4, 5 -> struct(depth);
            default -> DataTypes.createArrayType(type(depth - 1));
        };
    }

    /** @param oddity one value in so many is not of its type, or not JSON at all */
    public String record(StructType schema, int oddity) {
        return object(schema, oddity);
    }

    private String object(StructType struct, int oddity) {
        List<String> members = new ArrayList<>();
        for (StructField field : struct.fields()) {
            if (random.nextInt(5) > 0) {
                members.add(key(field.name(), oddity) + space() + ":" + space() + value(field.dataType(), oddity));
            }
        }
        if (random.nextInt(6) == 0) {
            members.add("\"unknown\":" + (random.nextBoolean() ? "{\"a\":[1,{\"b\":null}]}" : "[\"\\n\",2.5]"));
        }
        if (random.nextInt(4 * oddity) == 0 && !members.isEmpty()) {
            members.add(members.get(0));
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(members, random);
        }
        return "{" + space() + String.join("," + space(), members) + space() + "}";
    }

    private String key(String name, int oddity) {
        return random.nextInt(4 * oddity) == 0
                ? "\"\\u%04x%s\"".formatted((int) name.charAt(0), name.substring(1))
                : "\"" + name + "\"";
    }

    private String value(DataType type, int oddity) {
        if (random.nextInt(8) == 0) {
            return "null";
        }
        if (random.nextInt(oddity) == 0) {
            return random.nextInt(3) == 0
                    ? one(ODD)
                    : value(struct(2).fields()[0].dataType(), oddity);
        }
        if (type instanceof StructType struct) {
            return object(struct, oddity);
        }
        if (type instanceof ArrayType array) {
            List<String> elements = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                elements.add(value(array.elementType(), oddity));
            }
            return "[" + space() + String.join(space() + ",", elements) + "]";
        }
        if (type instanceof LongType) {
            return random.nextBoolean() ? Long.toString(random.nextLong()) : one(WHOLE_NUMBERS);
        }
        if (type instanceof DoubleType) {
            return random.nextBoolean() ? Double.toString(random.nextGaussian() * 1e5) : one(NUMBERS);
        }
        if (type instanceof BooleanType) {
            return Boolean.toString(random.nextBoolean());
        }
        return one(TEXTS);
    }

    private String space() {
        return switch (random.nextInt(12)) {
            case 0 -> " ";
            case 1 -> "\t \r";
            default -> "";
        };
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
