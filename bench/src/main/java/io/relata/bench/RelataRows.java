package io.relata.bench;

import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.shred.Destination;
import io.relata.transforms.shred.Shredder;

/** Our shredder over the rows that Spark's reader gives, schema given. */
final class RelataRows implements Variant {

    static final String NAME = "relata";

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
        RelationalPlan plan = RelationalPlan.of(shape.schema(), RelationalizeOptions.root(shape.root()));
        Shredder.shred(trial.records(), plan, table -> new Destination(trial.location(table)));
    }
}
