package io.relata.transforms.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.util.Arrays;
import java.util.Set;

/** Sets Jackson up to take exactly JSON, and what a job is lenient about. */
public final class WholeRecordFactory {

    private WholeRecordFactory() {}

    /** Without limits of its own: {@link WholeRecordParser} tells one excess from another, and Jackson would not. */
    public static JsonFactory of(Set<Leniency> lenient) {
        StreamReadConstraints.Builder constraints = StreamReadConstraints.builder()
                .maxNestingDepth(Integer.MAX_VALUE)
                .maxNumberLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE);
        liftNameLength(constraints);
        JsonFactoryBuilder builder = new JsonFactoryBuilder();
        builder.streamReadConstraints(constraints.build());
        // Keys come from hostile input: none may stay in memory behind its record.
        builder.disable(JsonFactory.Feature.INTERN_FIELD_NAMES);
        builder.disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES);
        for (Leniency each : lenient) {
            builder.enable(feature(each));
        }
        return builder.build();
    }

    private static JsonReadFeature feature(Leniency leniency) {
        return switch (leniency) {
            case NAN -> JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS;
            case COMMENTS -> JsonReadFeature.ALLOW_JAVA_COMMENTS;
            case SINGLE_QUOTES -> JsonReadFeature.ALLOW_SINGLE_QUOTES;
            case TRAILING_COMMAS -> JsonReadFeature.ALLOW_TRAILING_COMMA;
        };
    }

    // Spark 3.5 brings a Jackson without this limit, Spark 4 one with it, and both must decide alike.
    private static void liftNameLength(StreamReadConstraints.Builder constraints) {
        boolean isLimited = Arrays.stream(StreamReadConstraints.Builder.class.getMethods())
                .anyMatch(method -> method.getName().equals("maxNameLength"));
        if (isLimited) {
            try {
                StreamReadConstraints.Builder.class
                        .getMethod("maxNameLength", int.class)
                        .invoke(constraints, Integer.MAX_VALUE);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Jackson's limit of names cannot be set", e);
            }
        }
    }
}
