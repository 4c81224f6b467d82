package io.relata.catalog.duckdb;

/** A table's folder is not laid out as its definition says; the message is a phrase for people. */
final class TableLayoutException extends Exception {

    private static final long serialVersionUID = 1L;

    TableLayoutException(String why) {
        super(why);
    }

    TableLayoutException(String why, Throwable cause) {
        super(why, cause);
    }
}
