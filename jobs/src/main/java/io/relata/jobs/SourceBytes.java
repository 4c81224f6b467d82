package io.relata.jobs;

import io.relata.transforms.SurveyedJson;
import io.relata.transforms.survey.Survey;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/** Records that Relata's own engine walks as bytes. */
record SourceBytes(SurveyedJson json) implements SourceRecords {

    @Override
    public StructType schema() {
        return json.schema();
    }

    @Override
    public List<String> notes() {
        return json.notes();
    }

    /** What all records hold; empty where the job gives the schema, or a sample was surveyed. */
    Optional<Survey> surveyOfAll() {
        return json.survey().filter(survey -> json.sampledBytes().isEmpty());
    }

    /** What the records hold, or a sample of them; empty where the job gives the schema. */
    Optional<Survey> survey() {
        return json.survey();
    }
}
