package io.relata.transforms;

import io.relata.Failpoint;
import io.relata.transforms.json.JsonInput;
import io.relata.transforms.json.JsonSample;
import io.relata.transforms.json.JsonSplit;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.shred.IdsBefore;
import io.relata.transforms.shred.JsonRecords;
import io.relata.transforms.shred.UnknownKeys;
import io.relata.transforms.survey.ConflictPolicy;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.FirstIds;
import io.relata.transforms.survey.KeptTables;
import io.relata.transforms.survey.Sample;
import io.relata.transforms.survey.SourceSchema;
import io.relata.transforms.survey.Survey;
import io.relata.transforms.survey.SurveyOptions;
import io.relata.transforms.survey.Surveyor;
import io.relata.transforms.survey.Variants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * JSON input whose schema is known: ready to be planned, and then to be walked as bytes.
 *
 * @param splits what each task reads
 * @param schema the fields of the records
 * @param policies what becomes of values that do not fit the schema
 * @param survey what the input holds, or a sample of it; empty where the schema was given
 * @param sampledBytes how much text the sample held; empty where all was surveyed, or the schema was given
 * @param unknownKeys what becomes of what the schema does not hold
 * @param kept the tables whose columns are the earlier ones, so that what they do not hold is kept aside
 * @param clashes where values are of several kinds
 * @param notes what a reader should know, one sentence each
 */
public record SurveyedJson(
        JsonInput input,
        List<JsonSplit> splits,
        StructType schema,
        Conflicts policies,
        Optional<Survey> survey,
        OptionalLong sampledBytes,
        UnknownKeys unknownKeys,
        KeptTables kept,
        List<SourceSchema.Clash> clashes,
        List<String> notes) {

    public SurveyedJson {
        splits = List.copyOf(splits);
        clashes = List.copyOf(clashes);
        notes = List.copyOf(notes);
    }

    /**
     * Reads all of the input once and makes a schema that holds it.
     *
     * @throws io.relata.RelataException when there is no such input, or a policy says that what is in it fails
     */
    public static SurveyedJson survey(SparkSession spark, JsonInput input, Conflicts conflicts, SurveyOptions options) {
        return survey(spark, input, conflicts, options, SourceSchema.NOTHING_KNOWN, KeptTables.NONE);
    }

    /**
     * As {@link #survey(SparkSession, JsonInput, Conflicts, SurveyOptions)}, with a schema that holds an earlier one too.
     *
     * @param known the earlier schema
     * @param kept the tables whose columns stay as that schema makes them
     */
    public static SurveyedJson survey(
            SparkSession spark,
            JsonInput input,
            Conflicts conflicts,
            SurveyOptions options,
            StructType known,
            KeptTables kept) {
        return survey(spark, input, splits(spark, input), conflicts, options, known, kept);
    }

    private static SurveyedJson survey(
            SparkSession spark,
            JsonInput input,
            List<JsonSplit> splits,
            Conflicts conflicts,
            SurveyOptions options,
            StructType known,
            KeptTables kept) {
        Failpoint.LISTED.reached();
        Survey survey = Surveyor.survey(spark, input, splits, options);
        SourceSchema schema = SourceSchema.of(survey, conflicts, options, known, kept);
        return new SurveyedJson(
                input,
                splits,
                schema.type(),
                schema.policies(),
                Optional.of(survey),
                OptionalLong.empty(),
                UnknownKeys.SKIPPED,
                kept,
                schema.clashes(),
                schema.notes());
    }

    /**
     * Reads a sample of about {@link JsonSample#BYTES} and makes a schema that holds it. When the records are read, what
     * the sample did not show, save nulls, is judged by {@code conflicts}: rescued, the end of the run, or else the
     * record's rejection. Input of no more than a sample is surveyed whole, as by {@link #survey}; so is input of whose
     * sample no record is good and has a field.
     *
     * @throws io.relata.RelataException as {@link #survey}
     */
    public static SurveyedJson sample(SparkSession spark, JsonInput input, Conflicts conflicts, SurveyOptions options) {
        return sample(spark, input, conflicts, options, SourceSchema.NOTHING_KNOWN, KeptTables.NONE);
    }

    /**
     * As {@link #sample(SparkSession, JsonInput, Conflicts, SurveyOptions)}, with a schema that holds an earlier one too.
     *
     * @param known the earlier schema
     * @param kept the tables whose columns stay as that schema makes them
     */
    public static SurveyedJson sample(
            SparkSession spark,
            JsonInput input,
            Conflicts conflicts,
            SurveyOptions options,
            StructType known,
            KeptTables kept) {
        return sample(spark, input, conflicts, options, known, kept, JsonSample.BYTES);
    }

    static SurveyedJson sample(
            SparkSession spark,
            JsonInput input,
            Conflicts conflicts,
            SurveyOptions options,
            StructType known,
            KeptTables kept,
            long bytes) {
        List<JsonSplit> splits = splits(spark, input);
        return JsonSample.of(splits, bytes)
                .map(chosen -> Surveyor.sample(spark, input, chosen, options))
                .filter(sample -> !sample.survey().root().members().isEmpty())
                .map(sample -> ofSample(input, splits, sample, conflicts, options, known, kept))
                .orElseGet(() -> survey(spark, input, splits, conflicts, options, known, kept));
    }

    private static SurveyedJson ofSample(
            JsonInput input,
            List<JsonSplit> splits,
            Sample sample,
            Conflicts conflicts,
            SurveyOptions options,
            StructType known,
            KeptTables kept) {
        SourceSchema schema = SourceSchema.ofSample(sample.survey(), conflicts, options, known, kept);
        List<String> notes = new ArrayList<>();
        notes.add("The schema comes from a sample of %d records in %d bytes; what it does not show goes by conflicts, "
                        .formatted(sample.survey().records(), sample.bytes())
                + "and by default its record is rejected");
        notes.addAll(schema.notes());
        return new SurveyedJson(
                input,
                splits,
                schema.type(),
                schema.policies(),
                Optional.of(sample.survey()),
                OptionalLong.of(sample.bytes()),
                UnknownKeys.JUDGED,
                kept,
                schema.clashes(),
                notes);
    }

    /** Takes the input to be of this schema. Keys that it does not name are not read. */
    public static SurveyedJson withSchema(SparkSession spark, JsonInput input, StructType schema, Conflicts conflicts) {
        // as a rule for all paths, JSON is for clashes, and a given schema has none
        Conflicts policies = new Conflicts(
                conflicts.standard().filter(policy -> policy != ConflictPolicy.Named.JSON), conflicts.paths());
        return new SurveyedJson(
                input,
                splits(spark, input),
                schema,
                policies,
                Optional.empty(),
                OptionalLong.empty(),
                UnknownKeys.SKIPPED,
                KeptTables.NONE,
                List.of(),
                List.of());
    }

    /**
     * Takes the input to be of this schema and loses nothing that is not: unless {@code conflicts} say that it is rejected
     * or ends the run, what the schema has no place for goes to its column for that, which is made where there is none.
     */
    public static SurveyedJson rescuing(SparkSession spark, JsonInput input, StructType schema, Conflicts conflicts) {
        Conflicts policies = conflicts.withStandard(KeptTables.policy(conflicts));
        return new SurveyedJson(
                input,
                splits(spark, input),
                SourceSchema.withRescued(schema),
                policies,
                Optional.empty(),
                OptionalLong.empty(),
                UnknownKeys.KEPT,
                KeptTables.NONE,
                List.of(),
                List.of("The schema is the published one; what it has no place for goes to the column "
                        + Variants.RESCUED));
    }

    private static List<JsonSplit> splits(SparkSession spark, JsonInput input) {
        return input.splitsFor(
                spark.sparkContext().hadoopConfiguration(), spark.sparkContext().defaultParallelism());
    }

    /** The records as a plan of their schema reads them. */
    public JsonRecords records(RelationalPlan plan) {
        IdsBefore ids = survey.filter(Survey::countsSplits)
                .filter(counted -> unknownKeys == UnknownKeys.SKIPPED && !kept.holdsEntries())
                .map(counted -> new IdsBefore(FirstIds.of(plan, counted, policies, kept, splits.size())))
                .orElse(IdsBefore.UNKNOWN);
        return new JsonRecords(input, splits, policies, ids, unknownKeys, kept);
    }
}
