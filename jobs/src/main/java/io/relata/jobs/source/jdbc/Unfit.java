package io.relata.jobs.source.jdbc;

import io.relata.transforms.json.RejectReason;

/** A value that its column's type cannot hold. The message says what is wrong with it and never what it is. */
final class Unfit extends Exception {

    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    Unfit(RejectReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    static Unfit forType(String message) {
        return new Unfit(RejectReason.SCHEMA_MISMATCH, message);
    }

    RejectReason reason() {
        return reason;
    }
}
