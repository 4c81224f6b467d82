package io.relata.jobs.doctor;

import static java.util.Objects.requireNonNull;

/**
 * What was found of one thing that a run needs.
 *
 * @param subject the thing, in a few words
 * @param found what it is, and where it is not well what to do
 */
public record Finding(Verdict verdict, String subject, String found) {

    /** Whether a run can be expected to do well. */
    public enum Verdict {
        /** It can. */
        OK,
        /** It can, perhaps not as well as it might. */
        WARN,
        /** It cannot. */
        FAIL
    }

    public Finding {
        requireNonNull(verdict, "verdict");
        requireNonNull(subject, "subject");
        requireNonNull(found, "found");
    }

    static Finding ok(String subject, String found) {
        return new Finding(Verdict.OK, subject, found);
    }

    static Finding warn(String subject, String found, String remedy) {
        return new Finding(Verdict.WARN, subject, found + ". " + remedy);
    }

    static Finding fail(String subject, String found, String remedy) {
        return new Finding(Verdict.FAIL, subject, found + ". " + remedy);
    }
}
