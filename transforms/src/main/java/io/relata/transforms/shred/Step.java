package io.relata.transforms.shred;

import org.apache.parquet.io.api.RecordConsumer;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** What a task does with one value of the record: the plan's {@code Walk}, bound to the task's tables. */
abstract class Step {

    /** Writes a value that is not null into the row begun. */
    abstract void write(SpecializedGetters values, int ordinal, RecordConsumer row);

    /** Writes what a null or missing value leaves in the row begun: for most nothing, which is null. */
    void absent(RecordConsumer row) {}
}
