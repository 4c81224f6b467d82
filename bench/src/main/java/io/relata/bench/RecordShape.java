package io.relata.bench;

import java.util.SplittableRandom;
import org.apache.spark.sql.types.StructType;

/** A kind of generated record. Stateless. */
interface RecordShape {

    /** The name it is asked for by, fit for a folder. */
    String name();

    /** The root table's name. */
    String root();

    /** The root column that is never null and differs in every record. */
    String key();

    StructType schema();

    /**
     * Writes one record, from {@code beginRecord} to {@code endRecord}.
     *
     * @param number differs in every record
     * @param random the only source of chance
     */
    void write(long number, SplittableRandom random, NdjsonWriter out);
}
