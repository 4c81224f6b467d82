package io.relata.jobs.publish;

import io.relata.Failpoint;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * The manifests of a target's runs, one file each. A manifest is there whole or not at all, and a change that returned
 * is durable. One process writes a run's manifest; any number may read.
 */
public final class RunManifests {

    private static final String MANIFEST = ".json";
    private static final int LOOKED_BACK = 100;
    private static final int LARGEST = 256 << 20;

    private final TargetLayout layout;
    private final Configuration configuration;
    private final WholeFiles files;

    /** @param layout the target; its run does not matter */
    public RunManifests(TargetLayout layout, Configuration configuration) {
        this.layout = layout;
        this.configuration = configuration;
        files = new WholeFiles(configuration);
    }

    /**
     * Writes the manifest of a run that has none.
     *
     * @throws RelataException when the run has one already, or the target cannot be written
     */
    public RunManifest create(RunManifest manifest) {
        String path = layout.of(manifest.run()).manifest();
        try {
            files.create(path, ManifestWriter.write(manifest));
            return manifest;
        } catch (IOException e) {
            throw cannotWrite(manifest, path, e);
        }
    }

    /**
     * Replaces a run's manifest. After a crash the file holds the old one or the new one.
     *
     * @throws RelataException when the target cannot be written
     */
    RunManifest update(RunManifest manifest) {
        String path = layout.of(manifest.run()).manifest();
        try {
            files.replace(path, ManifestWriter.write(manifest));
            return manifest;
        } catch (IOException e) {
            throw cannotWrite(manifest, path, e);
        }
    }

    /** Writes that a run's publishing begins, and notes the run among those to finish should this process die. */
    RunManifest begin(RunManifest publishing) {
        String mark = mark(publishing.run());
        try {
            files.replace(mark, new byte[0]);
        } catch (IOException e) {
            throw cannotWrite(publishing, mark, e);
        }
        Failpoint.MARKED.reached();
        return update(publishing);
    }

    /** Writes how a run's publishing ended. */
    RunManifest end(RunManifest ended) {
        update(ended);
        Failpoint.ENDED.reached();
        forget(ended.run());
        return ended;
    }

    /** Takes a run from those to finish. */
    void forget(RunId run) {
        String mark = mark(run);
        try {
            files.delete(mark);
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot note that the publishing of run " + run + " has ended",
                            mark,
                            String.valueOf(e.getMessage()),
                            "Delete the file"),
                    e);
        }
    }

    /** The runs whose publishing began and is not known to have ended, the earliest first. */
    List<RunId> unfinished() {
        return names(layout.unfinished())
                .flatMap(name -> RunId.parsed(name).stream())
                .sorted(Comparator.comparing(RunId::value))
                .toList();
    }

    private String mark(RunId run) {
        return layout.unfinished() + "/" + run;
    }

    /**
     * A run's manifest; empty when it has none.
     *
     * @throws RelataException when the file is not a manifest, or one of a newer Relata
     */
    public Optional<RunManifest> find(RunId run) {
        String path = layout.of(run).manifest();
        try {
            return files.read(path, LARGEST).map(content -> read(run, path, content));
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot read the manifest of run " + run,
                            path,
                            String.valueOf(e.getMessage()),
                            "Check that the folder exists and may be read"),
                    e);
        }
    }

    /** The runs that have a manifest, the latest first. */
    public List<RunId> runs() {
        return names(layout.manifests())
                .filter(name -> name.endsWith(MANIFEST))
                .flatMap(name -> RunId.parsed(name.substring(0, name.length() - MANIFEST.length())).stream())
                .sorted(Comparator.comparing(RunId::value).reversed())
                .toList();
    }

    /** The published runs of a job among the last hundred runs of the target, the latest first; read as they are asked for. */
    public Stream<RunManifest> published(String job) {
        return runs().stream()
                .limit(LOOKED_BACK)
                .flatMap(run -> find(run).stream())
                .filter(run -> run.job().equals(job) && run.state() == RunManifest.State.PUBLISHED);
    }

    private Stream<String> names(String folder) {
        try {
            return files.names(folder).stream();
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot list the runs of the target",
                            folder,
                            String.valueOf(e.getMessage()),
                            "Check that the folder may be listed"),
                    e);
        }
    }

    VacuumMarks vacuums() {
        return new VacuumMarks(layout, files);
    }

    TargetLayout layout(RunId run) {
        return layout.of(run);
    }

    Configuration configuration() {
        return configuration;
    }

    private static RunManifest read(RunId run, String path, byte[] content) {
        try {
            RunManifest manifest = ManifestReader.read(content);
            if (!manifest.run().equals(run)) {
                throw new IllegalArgumentException("it is the manifest of run " + manifest.run());
            }
            return manifest;
        } catch (IllegalArgumentException | RelataException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot read the manifest of run " + run,
                            path,
                            String.valueOf(e.getMessage()),
                            "Use the version of Relata that wrote it; if the file was damaged, restore it from an"
                                    + " earlier version of the object, or move it away once no table shows this run"),
                    e);
        }
    }

    private static RelataException cannotWrite(RunManifest manifest, String path, IOException cause) {
        boolean exists = cause instanceof java.nio.file.FileAlreadyExistsException;
        return RelataException.failed(
                new Problem(
                        "Cannot write the manifest of run " + manifest.run() + " as " + manifest.state(),
                        path,
                        exists ? "the run has a manifest already" : String.valueOf(cause.getMessage()),
                        exists
                                ? "Start the run under a new run id"
                                : "Check that the target may be written, then run again"),
                cause);
    }
}
