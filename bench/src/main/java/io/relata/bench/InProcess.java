package io.relata.bench;

/** Runs in this process, which the runs before have warmed; measured from the call to the return. */
final class InProcess implements Runner {

    @Override
    public Measurement run(Variant variant, int round, Trial trial) {
        System.gc();
        RunEvent event = new RunEvent(variant.name(), round);
        event.begin();
        Gauge before = Gauge.now();
        variant.run(trial);
        Gauge after = Gauge.now();
        event.commit();
        return after.since(
                before,
                variant.name(),
                round,
                OutputFolder.at(trial.destination()).size());
    }
}
