package io.relata.jobs;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** The records of one source, not yet read, and their schema. */
sealed interface SourceRecords permits SourceRows, SourceBytes {

    /** The fields of good records. */
    StructType schema();

    /** What a reader of the plan should know of the source, one sentence each. */
    List<String> notes();
}
