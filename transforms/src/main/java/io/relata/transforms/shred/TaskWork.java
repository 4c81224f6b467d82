package io.relata.transforms.shred;

import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/** What the tasks of a write do with their rows. Sent to the executors. */
interface TaskWork extends Serializable {

    /** Begins a task. {@code tables} are those of the write, in its order. */
    Run start(int partition, TaskTables tables) throws IOException;

    /** One task at work. */
    interface Run {

        void take(InternalRow row) throws IOException;

        /** What was counted, once all rows are taken. */
        Counts counts();
    }
}
