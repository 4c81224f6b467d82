package io.relata.jobs;

import io.relata.RejectedRecord;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Records that Spark reads as rows.
 *
 * @param schema the fields of good records
 * @param reading gives the rows, those that are rejected among them; the same ones whenever it is asked
 */
record SourceRows(StructType schema, Supplier<Dataset<Row>> reading, List<String> notes) implements SourceRecords {

    SourceRows {
        notes = List.copyOf(notes);
    }

    SourceRows(Dataset<Row> rows) {
        this(RejectedRecord.without(rows.schema()), () -> rows, List.of());
    }

    Dataset<Row> rows() {
        return reading.get();
    }
}
