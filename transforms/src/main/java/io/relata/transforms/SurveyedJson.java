package io.relata.transforms;

import io.relata.transforms.json.JsonInput;
import io.relata.transforms.json.JsonSplit;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.shred.IdsBefore;
import io.relata.transforms.shred.JsonRecords;
import io.relata.transforms.survey.ConflictPolicy;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.FirstIds;
import io.relata.transforms.survey.SourceSchema;
import io.relata.transforms.survey.Survey;
import io.relata.transforms.survey.SurveyOptions;
import io.relata.transforms.survey.Surveyor;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * JSON input whose schema is known: ready to be planned, and then to be walked as bytes.
 *
 * @param splits what each task reads
 * @param schema the fields of the records
 * @param policies what becomes of values that do not fit the schema
 * @param survey what the input holds; empty where the schema was given
 * @param clashes where values are of several kinds
 * @param notes what a reader should know, one sentence each
 */
public record SurveyedJson(
        JsonInput input,
        List<JsonSplit> splits,
        StructType schema,
        Conflicts policies,
        Optional<Survey> survey,
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
        List<JsonSplit> splits = splits(spark, input);
        Survey survey = Surveyor.survey(spark, input, splits, options);
        SourceSchema schema = SourceSchema.of(survey, conflicts, options);
        return new SurveyedJson(
                input, splits, schema.type(), schema.policies(), Optional.of(survey), schema.clashes(), schema.notes());
    }

    /** Takes the input to be of this schema. Keys that it does not name are not read. */
    public static SurveyedJson withSchema(SparkSession spark, JsonInput input, StructType schema, Conflicts conflicts) {
        // as a rule for all paths, JSON is for clashes, and a given schema has none
        Conflicts policies = new Conflicts(
                conflicts.standard().filter(policy -> policy != ConflictPolicy.Named.JSON), conflicts.paths());
        return new SurveyedJson(input, splits(spark, input), schema, policies, Optional.empty(), List.of(), List.of());
    }

    private static List<JsonSplit> splits(SparkSession spark, JsonInput input) {
        return input.splitsFor(
                spark.sparkContext().hadoopConfiguration(), spark.sparkContext().defaultParallelism());
    }

    /** The records as a plan of their schema reads them. */
    public JsonRecords records(RelationalPlan plan) {
        IdsBefore ids = survey.filter(Survey::countsSplits)
                .map(counted -> new IdsBefore(FirstIds.of(plan, counted, policies, splits.size())))
                .orElse(IdsBefore.UNKNOWN);
        return new JsonRecords(input, splits, policies, ids);
    }
}
