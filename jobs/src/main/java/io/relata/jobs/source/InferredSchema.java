package io.relata.jobs.source;

import io.relata.Problem;
import io.relata.RejectedRecord;
import io.relata.RelataException;
import java.util.Arrays;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Spark's inference over every record. */
final class InferredSchema {

    private InferredSchema() {}

    static StructType of(Dataset<Row> found, String input) {
        Dataset<String> texts = found.select(FoundRecord.TEXT)
                .filter(functions.col(FoundRecord.TEXT).isNotNull())
                .as(Encoders.STRING());
        StructType inferred = found.sparkSession()
                .read()
                .options(ParsedRecords.OPTIONS)
                // No text is corrupt here, and data cannot have guessed this key.
                .option("columnNameOfCorruptRecord", UUID.randomUUID().toString())
                .option("samplingRatio", "1.0")
                .option("inferTimestamp", "false")
                .json(texts)
                .schema();
        StructType schema = RepeatedKeys.merged(inferred);
        if (Arrays.asList(schema.fieldNames()).contains(RejectedRecord.COLUMN)) {
            throw RelataException.failed(new Problem(
                    "Cannot read JSON",
                    input,
                    "its records have the key %s, which is kept for what is known of rejected records"
                            .formatted(RejectedRecord.COLUMN),
                    "Rename or remove the key in the data, or give a schema without it"));
        }
        return schema;
    }
}
