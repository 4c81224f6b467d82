package io.relata.jobs.source;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * Where the columns of a source stand in one file.
 *
 * @param cells of each column the place of its cell, from 0; {@link #NOWHERE} where the file has none
 * @param width how many cells a record of the file has
 */
record CsvColumns(List<Integer> cells, int width) implements Serializable {

    static final int NOWHERE = -1;

    CsvColumns {
        cells = List.copyOf(cells);
    }

    /** The columns of a file whose header has these names. */
    static CsvColumns named(StructType schema, List<String> header) {
        List<Integer> cells =
                List.of(schema.fieldNames()).stream().map(header::indexOf).toList();
        return new CsvColumns(cells, header.size());
    }

    /** The columns of a file without a header. */
    static CsvColumns inOrder(StructType schema) {
        return named(schema, List.of(schema.fieldNames()));
    }
}
