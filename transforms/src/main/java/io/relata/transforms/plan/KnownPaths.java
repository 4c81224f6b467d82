package io.relata.transforms.plan;

import io.relata.transforms.survey.Variants;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The paths of a schema, as options write them: what a mistyped path may have meant. */
final class KnownPaths {

    /** Enough to suggest from; a schema may hold far more. */
    private static final int MOST = 10_000;

    private final List<String> paths = new ArrayList<>();

    private KnownPaths() {}

    static List<String> of(StructType source) {
        KnownPaths known = new KnownPaths();
        known.add(source, SourcePath.RECORD);
        return known.paths;
    }

    private void add(DataType type, SourcePath path) {
        if (paths.size() >= MOST) {
            return;
        }
        if (path.length() > 0) {
            paths.add(path.optionPath());
        }
        addBelow(type, path);
    }

    private void addBelow(DataType type, SourcePath path) {
        if (type instanceof StructType struct && Variants.are(struct)) {
            for (StructField kind : struct.fields()) {
                addBelow(kind.dataType(), path);
            }
        } else if (type instanceof StructType struct) {
            for (StructField field : struct.fields()) {
                add(field.dataType(), path.field(field.name()));
            }
        } else if (type instanceof ArrayType array) {
            add(array.elementType(), path.element());
        } else if (type instanceof MapType map) {
            add(map.valueType(), path.entryValue());
        }
    }

    /** The type of the value at the end of these steps; empty when there is none. */
    static Optional<DataType> typeAt(DataType type, List<PathStep> steps) {
        if (steps.isEmpty()) {
            return Optional.of(type);
        }
        PathStep step = steps.get(0);
        return stepInto(type, step)
                .flatMap(inner -> typeAt(inner, steps.subList(1, steps.size())).stream())
                .findFirst();
    }

    private static Stream<DataType> stepInto(DataType type, PathStep step) {
        if (type instanceof StructType struct && Variants.are(struct)) {
            return Arrays.stream(struct.fields()).flatMap(kind -> stepInto(kind.dataType(), step));
        }
        if (type instanceof StructType struct) {
            boolean asMap = step == PathStep.Inside.ENTRY_VALUE;
            return Arrays.stream(struct.fields())
                    .filter(member -> asMap || step.equals(new PathStep.Field(member.name())))
                    .map(StructField::dataType);
        }
        if (type instanceof ArrayType array && step == PathStep.Inside.ELEMENT) {
            return Stream.of(array.elementType());
        }
        return type instanceof MapType map && step == PathStep.Inside.ENTRY_VALUE
                ? Stream.of(map.valueType())
                : Stream.empty();
    }
}
