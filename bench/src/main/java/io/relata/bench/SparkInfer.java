package io.relata.bench;

/** What it takes Spark to infer the schema from all records; nothing is written. */
final class SparkInfer implements Variant {

    static final String NAME = "spark-infer";

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
        InferredSchema.of(trial);
    }
}
