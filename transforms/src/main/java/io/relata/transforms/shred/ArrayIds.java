package io.relata.transforms.shred;

import java.util.List;

/**
 * Gives each array its id. Walking announces every record and every element it goes into, so an id can depend on where
 * the array stands. Used by one task; keeps its state between calls.
 */
interface ArrayIds {

    /**
     * A new record begins.
     *
     * @param documentKey what names it, as {@link KeyText} has it; empty where nothing does
     */
    void record(String documentKey);

    /** Walking goes into the element at this position. */
    void enter(int index);

    /** Walking leaves the element it last went into. */
    void leave();

    /**
     * The id of the array met now.
     *
     * @param column the array's key column, numbered over the whole plan
     */
    long next(int column);

    /**
     * Remembers the state, before a record that may have to be taken back and after the last one.
     *
     * @throws io.relata.RelataException when the records so far have more arrays than there are ids
     */
    void mark();

    /** Goes back to the state remembered. */
    void takeBack();

    /** By key column the greatest id given, 0 for none; empty where ids do not count up. */
    List<Long> last();
}
