package io.relata.jobs;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableName;
import io.relata.jobs.bookmark.Bookmark;
import io.relata.jobs.bookmark.Bookmarks;
import io.relata.jobs.bookmark.Segment;
import io.relata.jobs.config.JobFile;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The bookmarks of the runs that the tables of a job's sources show, as the catalog was when they were looked up. */
final class ShownBookmarks {

    private final JobFile job;
    private final Map<String, Optional<RunId>> runs = new LinkedHashMap<>();
    private final Map<RunId, Bookmark> found = new HashMap<>();

    private ShownBookmarks(JobFile job) {
        this.job = job;
    }

    /** Looks them up for these sources. */
    static ShownBookmarks of(JobFile job, Collection<String> sources, Catalog catalog, Bookmarks bookmarks) {
        ShownBookmarks shown = new ShownBookmarks(job);
        for (String source : sources) {
            Optional<RunId> run = run(job, source, catalog);
            shown.runs.put(source, run);
            run.flatMap(bookmarks::find).ifPresent(bookmark -> shown.found.put(run.orElseThrow(), bookmark));
        }
        return shown;
    }

    private static Optional<RunId> run(JobFile job, String source, Catalog catalog) {
        return SourceTable.find(job, source, catalog)
                .map(CatalogTable::definition)
                .map(table -> table.run());
    }

    /** The run that the source's table shows; empty where there is no table. */
    Optional<RunId> run(String source) {
        return runs.getOrDefault(source, Optional.empty());
    }

    /** What is known of the source; empty where there is no table, or it shows a run that noted nothing. */
    Optional<List<Segment>> lists(String source) {
        return bookmark(source).flatMap(bookmark -> bookmark.of(source));
    }

    Optional<Bookmark> bookmark(String source) {
        return run(source).flatMap(run -> Optional.ofNullable(found.get(run)));
    }

    /**
     * The files that the source's table holds; none where there is no table.
     *
     * @throws RelataException when the table shows a run that did not note what it took
     */
    List<Segment> required(String source) {
        return run(source).isEmpty() ? List.of() : lists(source).orElseThrow(() -> unknown(source));
    }

    private RelataException unknown(String source) {
        return RelataException.usage(
                new Problem(
                        "Cannot tell which files of source " + source + " were taken",
                        "table " + SourceTable.name(job, source),
                        "it shows run " + run(source).orElseThrow() + ", which noted no files of this source",
                        "Run bookmark reset with --taken if the tables hold all files that are there, with --all to load them"
                                + " once more beside these rows; or drop the tables from the catalog and load everything anew"));
    }

    /** What the bookmarks know of all sources, of this job or another; of one that several know, the latest run's. */
    Map<String, List<Segment>> all() {
        Map<String, List<Segment>> all = new TreeMap<>();
        found.values().stream()
                .sorted(Comparator.comparing(bookmark -> bookmark.run().value()))
                .forEach(bookmark -> all.putAll(bookmark.sources()));
        return all;
    }

    /** @throws RelataException when a table shows another run now, whose rows this run's would not fit beside */
    void requireShown(Catalog catalog) {
        runs.forEach((source, before) -> {
            Optional<RunId> now = run(job, source, catalog);
            if (!now.equals(before)) {
                TableName table = SourceTable.name(job, source);
                throw new RelataException(
                        RelataException.Kind.TARGET_HELD,
                        new Problem(
                                "Cannot load the new files of source " + source,
                                "table " + table,
                                "it changed since this run looked which files it holds: "
                                        + now.map(run -> "it shows run " + run).orElse("it is gone"),
                                "Run again; what the other run took is not taken twice"));
            }
        });
    }
}
