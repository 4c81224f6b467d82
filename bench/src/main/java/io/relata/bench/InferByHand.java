package io.relata.bench;

/** What people write when they do not know the schema: {@link SparkInfer}, then {@link ByHand} with what it found. */
final class InferByHand implements Variant {

    static final String NAME = "infer-by-hand";

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
        ByHand.write(trial, trial.records(InferredSchema.of(trial)));
    }
}
