package io.relata.transforms.json;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;

/** Looks at the heads of many files at once, since one after another they would take a round trip each. */
final class FileLayouts {

    private static final int THREADS = 8;

    private FileLayouts() {}

    /** One for each file, in their order. */
    static List<FileLayout> of(List<InputFile> files, JsonLayout asked, Configuration settings) {
        if (asked == JsonLayout.DOCUMENT || files.isEmpty()) {
            return Collections.nCopies(files.size(), FileLayout.DOCUMENT);
        }
        ExecutorService readers = Executors.newFixedThreadPool(Math.min(THREADS, files.size()), FileLayouts::daemon);
        try {
            List<Future<FileLayout>> looks = new ArrayList<>();
            for (InputFile file : files) {
                Callable<FileLayout> look = () -> FileLayout.of(file, asked, settings);
                looks.add(readers.submit(look));
            }
            List<FileLayout> layouts = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                layouts.add(seen(looks.get(i), files.get(i)));
            }
            return layouts;
        } finally {
            readers.shutdownNow();
        }
    }

    private static FileLayout seen(Future<FileLayout> look, InputFile file) {
        try {
            return look.get();
        } catch (ExecutionException e) {
            Throwable failure = Objects.requireNonNullElse(e.getCause(), e);
            // The file's name, which the problem says too, stands around the cause.
            Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
            throw unreadable(file, "reading its first bytes failed: " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreadable(file, "this run was interrupted", e);
        }
    }

    private static RelataException unreadable(InputFile file, String why, Throwable cause) {
        return RelataException.failed(
                new Problem(
                        "Cannot read JSON",
                        file.path(),
                        why,
                        "Check that the file is whole and that this run is allowed to read it"),
                cause);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "relata-file-layouts");
        thread.setDaemon(true);
        return thread;
    }
}
