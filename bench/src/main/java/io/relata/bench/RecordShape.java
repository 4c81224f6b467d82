package io.relata.bench;

import java.util.SplittableRandom;
import org.apache.spark.sql.types.StructType;

/** A kind of record. Its state, where it has any, never changes what it writes. */
interface RecordShape {

    /** The name it is asked for by, fit for a folder. */
    String name();

    /** The root table's name. */
    String root();

    /** The root table's column that is never null and differs in every record. */
    String key();

    StructType schema();

    /** A checksum of the real records these are copies of; 0 when all comes from chance. */
    default long origin() {
        return 0;
    }

    /**
     * Writes one record, from {@code beginRecord} to {@code endRecord}.
     *
     * @param number differs in every record
     * @param random the only source of chance
     */
    void write(long number, SplittableRandom random, NdjsonWriter out);
}
