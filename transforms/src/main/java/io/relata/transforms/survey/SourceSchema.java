package io.relata.transforms.survey;

import java.util.List;
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

    /**
     * A place whose values are of several kinds.
     *
     * @param path as options name it
     * @param kinds how many of which kind: {@code 3 number, 1 string}
     * @param policy what becomes of them, as a job file writes it
     */
    public record Clash(String path, String kinds, String policy) {}

    public SourceSchema {
        clashes = List.copyOf(clashes);
        notes = List.copyOf(notes);
    }

    /** @throws io.relata.RelataException where the job says that values of several kinds fail the run */
    public static SourceSchema of(Survey survey, Conflicts conflicts, SurveyOptions options) {
        return new SchemaMaker(conflicts, options, SurveyExtent.ALL).schema(survey);
    }

    /**
     * The schema that holds all that a sample shows, with policies for what it does not show: at every path, and never
     * one that would leave a value out.
     *
     * @throws io.relata.RelataException as {@link #of}
     */
    public static SourceSchema ofSample(Survey sample, Conflicts conflicts, SurveyOptions options) {
        return new SchemaMaker(conflicts, options, SurveyExtent.SAMPLE).schema(sample);
    }
}
