package io.relata.transforms.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Schemas with names that naming trips over. */
final class RandomSchemas {

    private static final String[] HOSTILE = {
        "a",
        "A",
        "b",
        "B",
        "a.b",
        "a_b",
        "a.b.c",
        "",
        "_empty",
        "id",
        "ID",
        "index",
        "val",
        "a.val",
        "a.val.b",
        "size",
        "a.size",
        "key",
        "value",
        "a__2",
        "_rejects",
        "名",
        "前",
        "名前",
        "é",
        "e\u0301",
        "\ud800",
        "\ud801",
        "`",
        "$",
        "a b",
        "x".repeat(300),
        "X".repeat(300),
        "長".repeat(90),
        "x\n",
        "\u0130",
        "😀"
    };

    private RandomSchemas() {}

    static Arbitrary<StructType> upToDepth(int depth) {
        return structs(depth).filter(struct -> !struct.isEmpty());
    }

    private static Arbitrary<StructType> structs(int depth) {
        return Combinators.combine(names(), types(depth - 1))
                .as(Tuple::of)
                .list()
                .uniqueElements(Tuple.Tuple2::get1)
                .ofMaxSize(5)
                .map(fields -> new StructType(fields.stream()
                        .map(field -> DataTypes.createStructField(field.get1(), field.get2(), true))
                        .toArray(StructField[]::new)));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.of(HOSTILE)),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(4)));
    }

    private static Arbitrary<DataType> types(int depth) {
        Arbitrary<DataType> scalars = Arbitraries.of(
                DataTypes.LongType, DataTypes.StringType, DataTypes.DoubleType, DataTypes.DateType, DataTypes.NullType);
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<DataType> inner = Arbitraries.lazy(() -> types(depth - 1));
        return Arbitraries.frequencyOf(
                Tuple.of(3, scalars),
                Tuple.of(3, Arbitraries.lazy(() -> structs(depth)).map(struct -> (DataType) struct)),
                Tuple.of(2, inner.map(DataTypes::createArrayType)),
                Tuple.of(1, inner.map(value -> DataTypes.createMapType(DataTypes.StringType, value))));
    }

    /** The same schema with the fields of every struct in another order. */
    static DataType shuffled(DataType type, Random random) {
        if (type instanceof StructType struct) {
            List<StructField> fields = new ArrayList<>(Arrays.asList(struct.fields()));
            Collections.shuffle(fields, random);
            return new StructType(fields.stream()
                    .map(field -> DataTypes.createStructField(field.name(), shuffled(field.dataType(), random), true))
                    .toArray(StructField[]::new));
        }
        if (type instanceof ArrayType array) {
            return DataTypes.createArrayType(shuffled(array.elementType(), random));
        }
        if (type instanceof MapType map) {
            return DataTypes.createMapType(map.keyType(), shuffled(map.valueType(), random));
        }
        return type;
    }
}
