package io.relata.jobs.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads the footers of files several at once: on an object store each costs two answers to wait for. */
public final class FooterReads {

    private static final int AT_ONCE = 8;

    private FooterReads() {}

    /**
     * What each of them gave, in their order.
     *
     * @throws IOException when one of them fails; what it threw is the cause
     */
    public static <T> List<T> all(List<Callable<T>> reads) throws IOException {
        ExecutorService readers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<T> read = new ArrayList<>();
            for (Future<T> one : readers.invokeAll(reads)) {
                read.add(one.get());
            }
            return read;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading footers", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getMessage()), e.getCause());
        } finally {
            readers.shutdownNow();
        }
    }
}
