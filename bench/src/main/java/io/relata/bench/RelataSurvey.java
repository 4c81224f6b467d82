package io.relata.bench;

import io.relata.transforms.SurveyedJson;
import io.relata.transforms.json.JsonInput;
import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.SurveyOptions;
import java.util.List;

/** What it takes our survey to find the schema and all its counts in all records; nothing is written. */
final class RelataSurvey implements Variant {

    static final String NAME = "relata-survey";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Output output() {
        return Output.NOTHING;
    }

    @Override
    public void run(Trial trial) {
        survey(trial);
    }

    static SurveyedJson survey(Trial trial) {
        JsonInput input = JsonInput.of(List.of(trial.data().paths())).withLayout(JsonLayout.LINES);
        SurveyedJson json = SurveyedJson.survey(trial.spark(), input, Conflicts.NONE, SurveyOptions.DEFAULT);
        InferredSchema.check(trial.data().shape().schema(), json.schema());
        return json;
    }
}
