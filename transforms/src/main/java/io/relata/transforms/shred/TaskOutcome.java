package io.relata.transforms.shred;

import java.util.List;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/**
 * What a committed task wrote.
 *
 * @param files by table number
 * @param counts what the task counted on the way
 */
record TaskOutcome(List<List<WrittenFile>> files, Counts counts) implements WriterCommitMessage {

    TaskOutcome {
        files = files.stream().map(List::copyOf).toList();
    }
}
