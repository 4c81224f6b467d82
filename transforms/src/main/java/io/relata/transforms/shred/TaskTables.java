package io.relata.transforms.shred;

import io.relata.transforms.columns.PageCompression;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * The tables that one task writes. Together they hold no more than a share of the heap: when they would, the largest
 * row groups are ended early.
 */
final class TaskTables implements Closeable {

    private static final long LEAST_HELD = 16L << 20;

    private final PageCompression compression;
    private final List<TaskTable> tables;
    private final long greatestHeld;
    private final Configuration configuration;

    TaskTables(List<OutputTable> tables, TaskSite site) {
        this(tables, site, shareOfHeap());
    }

    /** @param greatestHeld how many bytes the row groups at hand may hold */
    TaskTables(List<OutputTable> tables, TaskSite site, long greatestHeld) {
        this.compression = new PageCompression(site.configuration());
        this.tables = tables.stream()
                .map(table -> new TaskTable(table, site, compression))
                .toList();
        this.greatestHeld = greatestHeld;
        this.configuration = site.configuration();
    }

    Configuration configuration() {
        return configuration;
    }

    /** A third of the heap for the tasks that run at once, whatever else is in it. */
    private static long shareOfHeap() {
        Runtime machine = Runtime.getRuntime();
        return Math.max(LEAST_HELD, machine.maxMemory() / 3 / machine.availableProcessors());
    }

    TaskTable table(int number) {
        return tables.get(number);
    }

    /** Writes the batches that are large; their values must be copies. */
    void writeLargeBatches() throws IOException {
        boolean wrote = false;
        for (TaskTable table : tables) {
            wrote |= table.writeLargeBatch();
        }
        if (wrote) {
            settle();
        }
    }

    /** @param input what the batches' values are ranges of */
    void writeBatches(byte[] input) throws IOException {
        for (TaskTable table : tables) {
            table.writeBatch(input);
        }
        settle();
    }

    private void settle() throws IOException {
        long held = 0;
        for (TaskTable table : tables) {
            held += table.heldBytes();
        }
        while (held > greatestHeld) {
            TaskTable largest = tables.stream()
                    .max(Comparator.comparingLong(TaskTable::heldBytes))
                    .orElseThrow();
            long before = largest.heldBytes();
            largest.endRowGroup();
            long freed = before - largest.heldBytes();
            if (freed <= 0) {
                return;
            }
            held -= freed;
        }
    }

    List<List<WrittenFile>> commit() throws IOException {
        for (TaskTable table : tables) {
            table.end();
        }
        List<List<WrittenFile>> files = new ArrayList<>();
        for (TaskTable table : tables) {
            files.add(table.commit());
        }
        return files;
    }

    void abort() throws IOException {
        IOException failure = null;
        for (TaskTable table : tables) {
            try {
                table.abort();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        compression.close();
    }
}
