package io.relata.jobs.bookmark;

import static java.util.Objects.requireNonNull;

import io.relata.RunId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which files the tables hold that show a run.
 *
 * @param job the job that wrote it
 * @param sources by source the lists of the files that were taken, the oldest first; a source that is not here may have
 *     been read without being noted
 */
public record Bookmark(RunId run, String job, Map<String, List<Segment>> sources) {

    public Bookmark {
        requireNonNull(run, "run");
        requireNonNull(job, "job");
        Map<String, List<Segment>> copy = new TreeMap<>();
        sources.forEach((source, segments) -> copy.put(source, List.copyOf(segments)));
        sources = Collections.unmodifiableMap(copy);
    }

    /** The lists of a source's files; empty where nothing is known of it. */
    public Optional<List<Segment>> of(String source) {
        return Optional.ofNullable(sources.get(source));
    }

    /** The same with other lists for a source. */
    public Bookmark with(String source, List<Segment> segments) {
        Map<String, List<Segment>> changed = new TreeMap<>(sources);
        changed.put(source, segments);
        return new Bookmark(run, job, changed);
    }
}
