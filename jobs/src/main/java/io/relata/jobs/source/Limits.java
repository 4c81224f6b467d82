package io.relata.jobs.source;

import java.io.Serializable;

/**
 * What one record may take, so that a hostile one costs a bounded amount of memory and time.
 *
 * @param recordBytes the longest record
 * @param depth how many objects and lists may lie inside one another
 * @param numberLength the most characters of a number; reading one takes time in the square of its length
 */
record Limits(int recordBytes, int depth, int numberLength) implements Serializable {

    /** Spark overflows its stack, which ends the executor, somewhere between 200 and 300 levels. */
    static final Limits DEFAULT = new Limits(64 << 20, 100, 1_000);

    /** How much of a rejected record is kept. */
    static final int RAW_BYTES = 64 << 10;
}
