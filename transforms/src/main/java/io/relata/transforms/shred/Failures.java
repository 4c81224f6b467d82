package io.relata.transforms.shred;

import io.relata.Problem;
import io.relata.RelataException;

/** Finds what a person should read in what Spark throws. */
final class Failures {

    private Failures() {}

    /**
     * The failure that a task or the driver reported, out of what Spark wrapped around it; else one that names what was
     * tried.
     */
    static RelataException causeOf(Exception failure, String what, String where) {
        Throwable deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RelataException found) {
                return found;
            }
            deepest = cause;
        }
        String message = deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
        return RelataException.failed(
                new Problem(what, where, message, "See the cause in the log; nothing was left at the location"),
                failure);
    }
}
