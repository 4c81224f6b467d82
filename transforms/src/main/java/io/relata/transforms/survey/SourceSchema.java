package io.relata.transforms.survey;

import io.relata.transforms.json.RecordPlace;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The schema that holds all that was surveyed.
 *
 * @param type the fields of a record, in the order of their names
 * @param policies what became of values of several kinds, by path; for reading by this schema
 * @param clashes where values are of several kinds
 * @param notes what a reader should know, one sentence each
 */
public record SourceSchema(StructType type, Conflicts policies, List<Clash> clashes, List<String> notes) {

    /** This schema with a column for values that found no other; as it is where it has one. */
    public static StructType withRescued(StructType schema) {
        if (Arrays.stream(schema.fields()).anyMatch(Variants::isRescued)) {
            return schema;
        }
        Set<String> taken = Set.of(schema.fieldNames());
        String name = Variants.RESCUED;
        for (int i = 2; taken.contains(name); i++) {
            name = Variants.RESCUED + "__" + i;
        }
        return schema.add(new StructField(name, DataTypes.StringType, true, Variants.rescued()));
    }

    /** The earlier schema where there is none. */
    public static final StructType NOTHING_KNOWN = new StructType();

    /**
     * A place whose values are of several kinds.
     *
     * @param path as options name it
     * @param kinds how many of which kind: {@code 3 number, 1 string}
     * @param policy what becomes of them, as a job file writes it
     * @param firsts where the first of each kind is, of those that were surveyed
     */
    public record Clash(String path, String kinds, String policy, List<First> firsts) {

        public Clash {
            firsts = List.copyOf(firsts);
        }
    }

    /**
     * The first value of a kind.
     *
     * @param kind as {@link Clash#kinds} names it
     * @param record where the record that holds it begins
     */
    public record First(String kind, RecordPlace record) {}

    public SourceSchema {
        clashes = List.copyOf(clashes);
        notes = List.copyOf(notes);
    }

    /** @throws io.relata.RelataException where the job says that values of several kinds fail the run */
    public static SourceSchema of(Survey survey, Conflicts conflicts, SurveyOptions options) {
        return of(survey, conflicts, options, NOTHING_KNOWN);
    }

    /**
     * The schema that holds all that was surveyed, and all that an earlier one held: as if its values had been there.
     * What an earlier schema has as columns does not become arrays, and a policy that keeps one kind keeps the earlier
     * one.
     *
     * @throws io.relata.RelataException as {@link #of(Survey, Conflicts, SurveyOptions)}
     */
    public static SourceSchema of(Survey survey, Conflicts conflicts, SurveyOptions options, StructType known) {
        return of(survey, conflicts, options, known, KeptTables.NONE);
    }

    /**
     * As {@link #of(Survey, Conflicts, SurveyOptions, StructType)}, but what the earlier schema has of tables that stay is
     * left as it is, and there is a column for what these have no place for.
     *
     * @throws io.relata.RelataException as {@link #of(Survey, Conflicts, SurveyOptions)}
     */
    public static SourceSchema of(
            Survey survey, Conflicts conflicts, SurveyOptions options, StructType known, KeptTables kept) {
        return new SchemaMaker(conflicts, options, SurveyExtent.ALL, known, kept).schema(survey);
    }

    /**
     * The schema that holds all that a sample shows, with policies for what it does not show: at every path, and never
     * one that would leave a value out.
     *
     * @throws io.relata.RelataException as {@link #of}
     */
    public static SourceSchema ofSample(Survey sample, Conflicts conflicts, SurveyOptions options) {
        return ofSample(sample, conflicts, options, NOTHING_KNOWN, KeptTables.NONE);
    }

    /**
     * As {@link #ofSample(Survey, Conflicts, SurveyOptions)}, beside what an earlier schema held.
     *
     * @param kept the tables whose places stay as the earlier schema has them
     * @throws io.relata.RelataException as {@link #of(Survey, Conflicts, SurveyOptions)}
     */
    public static SourceSchema ofSample(
            Survey sample, Conflicts conflicts, SurveyOptions options, StructType known, KeptTables kept) {
        return new SchemaMaker(conflicts, options, SurveyExtent.SAMPLE, known, kept).schema(sample);
    }
}
