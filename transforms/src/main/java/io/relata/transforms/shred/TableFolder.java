package io.relata.transforms.shred;

import io.relata.Problem;
import io.relata.RelataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The folder of a table whose files were joined. */
record TableFolder(OutputTable table, Configuration configuration) {

    private static final int DELETED_AT_ONCE = 16;

    /** @throws UncheckedIOException when a file cannot be deleted */
    void delete(Collection<String> names) {
        // On an object store each costs several answers to wait for, hence several at once.
        ExecutorService deletions = Executors.newFixedThreadPool(DELETED_AT_ONCE);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            names.forEach(name -> tasks.add(() -> files().delete(new Path(folder(), name), false)));
            for (Future<Boolean> deletion : deletions.invokeAll(tasks)) {
                deletion.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while deleting files that were joined", e);
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException(String.valueOf(e.getMessage()), e.getCause()));
        } finally {
            deletions.shutdownNow();
        }
    }

    /**
     * Requires that readers of the folder find these files and no others: a part that is still there would be read
     * twice, and a committer that is set to replace what it finds has deleted files.
     */
    void requireOnly(Collection<String> names) {
        Set<String> unwanted = new TreeSet<>();
        try {
            for (FileStatus file : files().listStatus(folder())) {
                String name = file.getPath().getName();
                if (!name.startsWith("_") && !name.startsWith(".")) {
                    unwanted.add(name);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(unwanted);
        unwanted.removeAll(names);
        if (!unwanted.isEmpty()) {
            throw refused(unwanted.iterator().next() + " is still there, though its rows are in a joined file");
        }
        if (!missing.isEmpty()) {
            throw refused(missing.iterator().next() + " is gone, though nothing asked for that");
        }
    }

    private RelataException refused(String why) {
        return RelataException.failed(new Problem(
                "Cannot join the files of table " + table.name(),
                table.folder(),
                why,
                "Run again; if it comes back, check that files may be deleted there, and that no output committer is set"
                        + " to replace what a folder holds"));
    }

    private Path folder() {
        return new Path(table.folder());
    }

    private FileSystem files() throws IOException {
        return folder().getFileSystem(configuration);
    }
}
