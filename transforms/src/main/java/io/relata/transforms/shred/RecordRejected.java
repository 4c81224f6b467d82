package io.relata.transforms.shred;

import io.relata.transforms.json.RejectReason;

/** Ends the walk over a record that cannot be loaded. Carries no stack trace: it is data's fault, and may come often. */
final class RecordRejected extends Exception {

    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    RecordRejected(RejectReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    RejectReason reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
