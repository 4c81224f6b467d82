package io.relata.jobs;

import io.relata.RejectedRecord;
import io.relata.transforms.json.JsonInput;
import io.relata.transforms.json.JsonSplit;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.Survey;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The records of one source, not yet read, and their schema. */
sealed interface SourceRecords {

    /** The fields of good records. */
    StructType schema();

    /** What a reader of the plan should know of the source, one sentence each. */
    List<String> notes();

    /** Records that Spark reads as rows. */
    record Rows(Dataset<Row> rows) implements SourceRecords {

        @Override
        public StructType schema() {
            return RejectedRecord.without(rows.schema());
        }

        @Override
        public List<String> notes() {
            return List.of();
        }
    }

    /**
     * Records that are walked as bytes.
     *
     * @param policies what becomes of values that do not fit the schema
     * @param survey what they hold; empty where the job gives the schema
     */
    record Bytes(
            JsonInput input,
            List<JsonSplit> splits,
            StructType schema,
            Conflicts policies,
            Optional<Survey> survey,
            List<String> notes)
            implements SourceRecords {

        public Bytes {
            splits = List.copyOf(splits);
            notes = List.copyOf(notes);
        }
    }
}
