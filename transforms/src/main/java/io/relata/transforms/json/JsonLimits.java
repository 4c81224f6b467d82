package io.relata.transforms.json;

import java.io.Serializable;

/**
 * What one record may take, so that a hostile one costs a bounded amount of memory and time.
 *
 * @param recordBytes the longest record
 * @param depth how many objects and lists may lie inside one another
 * @param numberLength the most characters of a number; reading one takes time in the square of its length
 * @param values how many values a record may hold, containers included; each may become a row of a table, and a record's
 *     rows are held until its end is known to be good
 */
public record JsonLimits(int recordBytes, int depth, int numberLength, int values) implements Serializable {

    /** What holds unless something else is said. */
    public static final JsonLimits DEFAULT = new JsonLimits(64 << 20, 100, 1_000, 1_000_000);

    /** How much of a rejected record is kept. */
    public static final int RAW_BYTES = 64 << 10;
}
