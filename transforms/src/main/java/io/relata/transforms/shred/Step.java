package io.relata.transforms.shred;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** What a task does with one value of the record: the plan's {@code Walk}, bound to the task's tables. */
abstract class Step {

    /** Sets a value that is not null in this row, the latest of its table. */
    abstract void write(SpecializedGetters values, int ordinal, int row);

    /** Sets what a null or missing value leaves in this row: for most nothing, which is null. */
    void absent(int row) {}
}
