package io.relata.jobs.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** Closes what a task opened, since a task that wants no more rows never comes to a file's end. */
final class TaskEnd {

    private TaskEnd() {}

    static <T extends Closeable> T closes(T opened) {
        TaskCompletionListener closing = task -> {
            try {
                opened.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        TaskContext.get().addTaskCompletionListener(closing);
        return opened;
    }
}
