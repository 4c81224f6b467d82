package io.relata.jobs.source;

import org.apache.spark.sql.types.DataType;

/** Reads CSV files. */
public final class CsvSource {

    private CsvSource() {}

    /** Whether a cell can be read as a value of this type. */
    public static boolean canRead(DataType type) {
        return CsvValue.reader(type, CsvFormat.DEFAULT).isPresent();
    }
}
