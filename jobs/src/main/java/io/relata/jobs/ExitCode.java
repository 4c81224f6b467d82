package io.relata.jobs;

import io.relata.RelataException;

/** What the process tells its caller; these numbers are promised in {@code docs/command-line.md}. */
enum ExitCode {
    DONE(0),
    FAILED(1),
    PLAN_HAS_CHANGES(2),
    CONTRACT_BROKEN(3),
    TOO_MANY_REJECTS(4),
    TARGET_HELD(5),
    WRONG_USAGE(64);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ExitCode of(Throwable failure) {
        if (!(failure instanceof RelataException known)) {
            return FAILED;
        }
        return switch (known.kind()) {
            case FAILED -> FAILED;
            case CONTRACT -> CONTRACT_BROKEN;
            case TOO_MANY_REJECTS -> TOO_MANY_REJECTS;
            case TARGET_HELD -> TARGET_HELD;
            case USAGE -> WRONG_USAGE;
        };
    }
}
