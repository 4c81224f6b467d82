package io.relata.jobs.publish;

import io.relata.RunId;

/** What became of a run that had left its publishing unfinished. */
public record Recovered(RunId run, Outcome outcome) {

    /** What was done. */
    public enum Outcome {
        /** All of its tables are shown. */
        FINISHED,
        /** None of its tables is shown, since another run had changed one of them. */
        UNDONE
    }

    /** For people, with a full stop. */
    public String sentence() {
        return switch (outcome) {
            case FINISHED -> "Run " + run + " had ended in the midst of publishing and was finished.";
            case UNDONE -> "Run " + run + " had ended in the midst of publishing and was undone.";
        };
    }
}
