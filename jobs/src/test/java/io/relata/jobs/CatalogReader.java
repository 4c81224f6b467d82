package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reads the tables of targets again and again while runs come and go. Each table that it finds must be a whole version of
 * that table, or not be there yet; of several tables it asks no more, since a catalog changes one after another.
 */
final class CatalogReader implements AutoCloseable {

    private static final long BETWEEN_SAMPLES_MILLIS = 500;

    private final Path folder;
    private final List<ShopTarget> targets;
    private final Map<String, Set<List<String>>> versions = new HashMap<>();
    private final Map<ShopTarget, Set<Object>> read = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> samples;
    private int found;

    /** @param versions the rows that each table may have, in all of its versions */
    CatalogReader(Path folder, List<ShopTarget> targets, List<Map<String, List<String>>> versions) {
        this.folder = folder;
        this.targets = List.copyOf(targets);
        versions.forEach(version -> version.forEach((table, rows) ->
                this.versions.computeIfAbsent(table, name -> new HashSet<>()).add(rows)));
        samples = thread.scheduleWithFixedDelay(this::sampleAll, 0, BETWEEN_SAMPLES_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sampleAll() {
        targets.forEach(this::sample);
    }

    private void sample(ShopTarget target) {
        CatalogSample sample = target.sample();
        List<Object> shown = new ArrayList<>(sample.entries().values());
        // What was read before has not changed since: no file is ever written again.
        if (!read.computeIfAbsent(target, key -> new HashSet<>()).add(shown)) {
            return;
        }
        sample.rows(folder).forEach((table, rows) -> {
            assertThat(versions.getOrDefault(table, Set.of()))
                    .as("versions of table " + table)
                    .contains(rows);
            found++;
        });
    }

    /** Ends reading, and tells how many tables were read. */
    int end() throws InterruptedException {
        samples.cancel(false);
        thread.shutdown();
        assertThat(thread.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        try {
            if (!samples.isCancelled()) {
                samples.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("A reader found what is not a version", e.getCause());
        }
        return found;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
