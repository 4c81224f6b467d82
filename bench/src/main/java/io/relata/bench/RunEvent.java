package io.relata.bench;

import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Marks a run's time in a flight recording, which holds the verification too. */
@Name("io.relata.bench.Run")
@Label("Run")
@StackTrace(false)
final class RunEvent extends Event {

    @Label("Variant")
    final String variant;

    @Label("Round")
    final int round;

    RunEvent(String variant, int round) {
        this.variant = variant;
        this.round = round;
    }
}
