package io.relata;

/** A step from tables to tables. It neither publishes nor registers anything, and looks up no session. */
@FunctionalInterface
public interface Transform {

    /**
     * The tables after this step. Tables that the step does not concern come back as they were, in the same order.
     *
     * @throws RelataException when the tables are not of the form this step needs
     */
    TableSet apply(TableSet tables);

    /** This step, then {@code next}. */
    default Transform andThen(Transform next) {
        return tables -> next.apply(apply(tables));
    }
}
