package io.relata.bench;

import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.shred.Destination;
import io.relata.transforms.shred.Shredder;

/** All that a run does with the bytes: survey them, then shred them, with dense ids. */
final class RelataSurveyBytes implements Variant {

    static final String NAME = "relata-survey-bytes";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Output output() {
        return Output.TABLES;
    }

    @Override
    public void run(Trial trial) {
        RecordShape shape = trial.data().shape();
        // columns in the order given, which the verification expects; the fields surveyed are the same
        RelationalPlan plan = RelationalPlan.of(shape.schema(), RelationalizeOptions.root(shape.root()));
        Shredder.shred(
                trial.spark(),
                RelataSurvey.survey(trial).records(plan),
                plan,
                table -> new Destination(trial.location(table)));
    }
}
