package io.relata.jobs.replay;

import static java.util.Objects.requireNonNull;

import io.relata.Catalog;
import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableName;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.RelationalizeSpec;
import io.relata.jobs.config.SourceSpec;
import io.relata.jobs.publish.RunManifest;
import io.relata.jobs.publish.RunManifests;
import io.relata.jobs.publish.RunRows;
import io.relata.jobs.publish.StagedTable;
import io.relata.jobs.publish.TargetLayout;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.InputFiles;
import io.relata.transforms.json.RecordChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Looks for what an earlier run rejected and readers still see. */
public final class RejectedEarlier {

    private final JobFile job;
    private final Catalog catalog;
    private final TargetLayout layout;
    private final RunManifests manifests;
    private final SparkSession spark;
    private final Configuration configuration;

    public RejectedEarlier(JobFile job, Catalog catalog, TargetLayout layout, SparkSession spark) {
        this.job = job;
        this.catalog = catalog;
        this.layout = layout;
        this.spark = spark;
        this.configuration = spark.sparkContext().hadoopConfiguration();
        this.manifests = new RunManifests(layout, configuration);
    }

    /**
     * What a run takes up again.
     *
     * @return {@link Replay#NONE} when nothing is left of it
     * @throws RelataException when there was no such run of the job, or its records cannot be replayed
     */
    public Replay replay(ReplayRequest request) {
        List<RejectsTable> tables = tables(published(request.run()));
        ReplayRules rules = new ReplayRules(job, request);
        if (tables.isEmpty()) {
            return Replay.NONE;
        }
        rules.require(tables);
        Optional<RunId> run = Optional.of(request.run());
        if (rules.readAll()) {
            return new Replay(run, tables, Replay.Reading.ALL, Map.of(), Optional.of(EarlierReasons.of(tables, spark)));
        }
        if (request.corrected().isPresent()) {
            InputFile corrected = corrected(request.corrected().get(), rules);
            return new Replay(
                    run,
                    tables,
                    Replay.Reading.CORRECTED,
                    Map.of(),
                    Optional.of(EarlierReasons.of(tables.get(0), corrected, spark)));
        }
        Map<String, RecordChoice> chosen = new HashMap<>();
        for (RejectsTable table : tables) {
            RecordChoice choice = RecordChoice.of(table.texts(spark));
            if (choice.count() != table.records()) {
                throw rules.refused(
                        "table " + table.name(),
                        "of " + (table.records() - choice.count()) + " of its " + table.records()
                                + " records of the run nobody knows where they begin, as their files are not in UTF-8",
                        "Write the records, corrected, one a line to a file outside of the source, and name it with"
                                + " --corrected");
            }
            chosen.put(table.source(), choice);
        }
        return new Replay(run, tables, Replay.Reading.CHOSEN, chosen, Optional.of(EarlierReasons.of(tables, spark)));
    }

    /** The job that reads the corrected file, where there is one, in place of the files of the source that it is for. */
    public JobFile job(ReplayRequest request, Replay replay) {
        if (request.corrected().isEmpty() || replay.tables().isEmpty()) {
            return job;
        }
        String source = replay.tables().get(0).source();
        SourceSpec.Json json = (SourceSpec.Json) requireNonNull(job.sources().get(source));
        return job.with(source, json.linesAt(request.corrected().get()));
    }

    private RunManifest published(RunId run) {
        RunManifest manifest = manifests
                .find(run)
                .filter(found -> found.job().equals(job.name()))
                .orElseThrow(() -> ReplayRules.refused(
                        run,
                        layout.manifests(),
                        "job " + job.name() + " has no run of this id",
                        "Give the id of one of its runs: ./relata runs tells them"));
        if (manifest.state() != RunManifest.State.PUBLISHED) {
            throw ReplayRules.refused(
                    run,
                    layout.manifests(),
                    "it was not published: its state is " + manifest.state(),
                    "Give the id of a run that was, or end this one with ./relata recover first");
        }
        return manifest;
    }

    private List<RejectsTable> tables(RunManifest manifest) {
        List<RejectsTable> tables = new ArrayList<>();
        for (StagedTable table : manifest.tables()) {
            boolean isOfRun = table.definition().run().equals(manifest.run());
            if (isOfRun && holdsRejects(table)) {
                RunRows.shownBy(table, catalog, configuration)
                        .map(shown -> table(table, shown, manifest.run()))
                        .filter(found -> found.records() > 0)
                        .ifPresent(tables::add);
            }
        }
        return tables;
    }

    private RejectsTable table(StagedTable written, RunId shownBy, RunId run) {
        long records = RejectsTable.rows(written.folder(), spark).count();
        return new RejectsTable(written.name(), source(written.name(), run), shownBy, written.folder(), records);
    }

    private static boolean holdsRejects(StagedTable table) {
        return table.name().table().endsWith(RejectedRecord.TABLE_SUFFIX)
                && Arrays.equals(table.definition().columns().fieldNames(), RejectedRecord.SCHEMA.fieldNames());
    }

    /** A table of rejects has the name of its source; the one that is relationalized may be called anything. */
    private String source(TableName rejects, RunId run) {
        String table = rejects.table().substring(0, rejects.table().length() - RejectedRecord.TABLE_SUFFIX.length());
        Optional<String> relationalized = job.relationalize().map(RelationalizeSpec::source);
        if (job.sources().containsKey(table) && !relationalized.equals(Optional.of(table))) {
            return table;
        }
        return relationalized
                .filter(source -> job.sources().containsKey(source))
                .orElseThrow(() -> ReplayRules.refused(
                        run,
                        "table " + rejects,
                        "the job has no source that its records are of",
                        "Give the source the name that it had"));
    }

    /** The next run would load it once more where it is one of the job's files. */
    private InputFile corrected(String path, ReplayRules rules) {
        List<InputFile> files = InputFiles.list(List.of(path), configuration);
        if (files.size() != 1) {
            throw rules.refused(
                    "--corrected " + path, "it stands for " + files.size() + " files", "Name one file of JSON lines");
        }
        InputFile corrected = files.get(0);
        job.sources()
                .forEach((name, source) -> InputFiles.each(source.kind(), source.paths(), configuration, file -> {
                    if (file.path().equals(corrected.path())) {
                        throw rules.refused(
                                "--corrected " + path,
                                "it is a file of source " + name + ", whose next run would load it once more",
                                "Move it outside of the source, or run the job without replaying");
                    }
                }));
        return corrected;
    }
}
