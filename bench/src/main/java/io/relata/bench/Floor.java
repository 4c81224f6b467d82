package io.relata.bench;

/** The least that Spark can do with the records: read them with the schema given and write them as they are. */
final class Floor implements Variant {

    static final String NAME = "floor";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Output output() {
        return Output.NESTED;
    }

    @Override
    public void run(Trial trial) {
        trial.records().write().parquet(trial.destination().toString());
    }
}
