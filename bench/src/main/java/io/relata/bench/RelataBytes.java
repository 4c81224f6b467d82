package io.relata.bench;

import io.relata.transforms.json.JsonInput;
import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.json.JsonSplit;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.shred.Destination;
import io.relata.transforms.shred.IdsBefore;
import io.relata.transforms.shred.JsonRecords;
import io.relata.transforms.shred.Shredder;
import io.relata.transforms.shred.UnknownKeys;
import io.relata.transforms.survey.Conflicts;
import java.util.List;
import org.apache.spark.SparkContext;

/** Our engine straight from the bytes, schema given. */
final class RelataBytes implements Variant {

    static final String NAME = "relata-bytes";

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
        JsonInput input = JsonInput.of(List.of(trial.data().paths())).withLayout(JsonLayout.LINES);
        SparkContext context = trial.spark().sparkContext();
        List<JsonSplit> splits = input.splitsFor(context.hadoopConfiguration(), context.defaultParallelism());
        JsonRecords records = new JsonRecords(input, splits, Conflicts.NONE, IdsBefore.UNKNOWN, UnknownKeys.SKIPPED);
        Shredder.shred(trial.spark(), records, plan, table -> new Destination(trial.location(table)));
    }
}
