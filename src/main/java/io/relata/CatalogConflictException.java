package io.relata;

/** A catalog table was not in the state that a change was made for. Nothing was changed. */
public final class CatalogConflictException extends RelataException {

    private static final long serialVersionUID = 1L;

    /** @param why how the state found differs, with the run that made it where that is known */
    public CatalogConflictException(TableName table, String why) {
        super(
                Kind.TARGET_HELD,
                new Problem(
                        "Cannot change table " + table,
                        "in the catalog",
                        why,
                        "Run again when the other run has ended"));
    }
}
