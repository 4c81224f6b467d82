package io.relata.transforms.survey;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * The schema of surveyed records.
 *
 * @param schema every field nullable, in the order of the names' code points; kinds of one value as {@link Variants} has
 *     them, and last, where a policy needs it, the column for values that found no other
 * @param notes what a reader should know, one sentence each
 * @param conflicts the places with values of several kinds, and what becomes of these
 */
public record SourceSchema(StructType schema, List<String> notes, List<Conflict> conflicts) {

    /**
     * Values of several kinds at one place.
     *
     * @param path as options name it
     * @param kinds how many values are of each kind
     * @param policy what becomes of them
     */
    public record Conflict(String path, List<KindCount> kinds, ConflictPolicy policy) {

        public Conflict {
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * How many values are of a kind.
     *
     * @param kind {@code boolean}, {@code long}, {@code double}, {@code decimal}, {@code string}, {@code object} or
     *     {@code array}; numbers that only text holds are {@code string}
     */
    public record KindCount(String kind, long count) {}

    public SourceSchema {
        notes = List.copyOf(notes);
        conflicts = List.copyOf(conflicts);
    }

    /**
     * Gives the values of every place a type.
     *
     * @throws io.relata.RelataException when the policy of a place with values of several kinds is to fail
     */
    public static SourceSchema of(Survey survey, Conflicts conflicts, SurveyOptions options) {
        return new SchemaInference(conflicts, options).infer(survey);
    }
}
