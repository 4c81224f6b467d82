package io.relata.jobs;

import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.jobs.bookmark.Bookmark;
import io.relata.jobs.bookmark.Bookmarks;
import io.relata.jobs.bookmark.Segment;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.publish.PublishedSchema;
import io.relata.jobs.publish.RunManifests;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of the runs that tables show, for a run that shows the same rows: what it does not carry on, the next run
 * would not find.
 */
final class CarriedState {

    private final JobFile job;
    private final Map<TableName, RunId> shown = new HashMap<>();

    CarriedState(JobFile job, Collection<TableDefinition> tables) {
        this.job = job;
        tables.forEach(table -> shown.put(table.name(), table.run()));
    }

    /** What the run knew that the root shows; where there is no root, the latest that knew anything. */
    PublishedSchema schema(RunManifests manifests) {
        Set<RunId> runs = new LinkedHashSet<>();
        job.relationalize().flatMap(spec -> run(spec.source())).ifPresent(runs::add);
        shown.values().stream()
                .sorted(Comparator.comparing(RunId::value).reversed())
                .forEach(runs::add);
        return runs.stream()
                .flatMap(run -> manifests.find(run).stream())
                .map(manifest -> manifest.schema())
                .filter(schema -> !schema.equals(PublishedSchema.NONE))
                .findFirst()
                .orElse(PublishedSchema.NONE);
    }

    /** The same bookmark for another run; empty where none of the runs noted anything. */
    Optional<Bookmark> bookmark(RunId run, Bookmarks bookmarks) {
        Map<RunId, Bookmark> found = new TreeMap<>(Comparator.comparing(RunId::value));
        Set.copyOf(shown.values()).forEach(one -> bookmarks.find(one).ifPresent(known -> found.put(one, known)));
        Map<String, List<Segment>> all = new TreeMap<>();
        List<Bookmark> earliestFirst = new ArrayList<>(found.values());
        earliestFirst.forEach(bookmark -> all.putAll(bookmark.sources()));
        // Of a source of the job its own table is asked, whatever later runs know of it.
        job.sources()
                .keySet()
                .forEach(source -> run(source).ifPresent(one -> {
                    all.remove(source);
                    Optional.ofNullable(found.get(one))
                            .flatMap(bookmark -> bookmark.of(source))
                            .ifPresent(lists -> all.put(source, lists));
                }));
        return found.isEmpty() ? Optional.empty() : Optional.of(new Bookmark(run, job.name(), all));
    }

    /** The run that the table of a source shows; empty where it is none of these tables. */
    private Optional<RunId> run(String source) {
        return Optional.ofNullable(shown.get(SourceTable.name(job, source)));
    }
}
