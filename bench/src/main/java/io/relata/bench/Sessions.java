package io.relata.bench;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** The Spark of a process, of which there is one at a time. Not thread-safe. */
final class Sessions implements AutoCloseable {

    private final Path work;
    private Optional<SparkSession> running = Optional.empty();
    private int cores;

    /** @param work a folder for Spark's own files */
    Sessions(Path work) {
        this.work = work;
    }

    /** The one with so many cores; one with another number is stopped first. */
    SparkSession with(int wanted) {
        if (cores != wanted) {
            close();
        }
        SparkSession session = running.orElseGet(() -> BenchSession.start(work, wanted));
        running = Optional.of(session);
        cores = wanted;
        return session;
    }

    @Override
    public void close() {
        running.ifPresent(SparkSession::stop);
        running = Optional.empty();
    }
}
