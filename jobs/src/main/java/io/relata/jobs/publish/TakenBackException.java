package io.relata.jobs.publish;

import io.relata.TableName;

/** Another process undid the publishing of the run that this one publishes. */
final class TakenBackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TakenBackException(TableName table) {
        super("another process moved table " + table + " back to its earlier state");
    }
}
