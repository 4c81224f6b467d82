package io.relata.jobs.report;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.jobs.publish.TargetLayout;
import io.relata.jobs.publish.WholeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Reads the reports that runs left in a target. */
public final class ReportHistory {

    private static final String REPORT = ".report.json";
    private static final int LARGEST = 64 << 20;

    private final TargetLayout layout;
    private final WholeFiles files;

    /** @param layout the target; its run does not matter */
    public ReportHistory(TargetLayout layout, Configuration configuration) {
        this.layout = layout;
        files = new WholeFiles(configuration);
    }

    /**
     * The runs of a job among the last {@value RunHistory#MOST} of the target. A report that cannot be understood is
     * left out and named.
     *
     * @throws RelataException when the target cannot be read
     */
    public RunHistory of(String job) {
        List<RunId> all = all();
        List<RunId> last = all.stream().limit(RunHistory.MOST).toList();
        List<PastRun> runs = new ArrayList<>();
        List<RunId> unreadable = new ArrayList<>();
        for (RunId run : last) {
            Optional<byte[]> content = content(run);
            try {
                if (content.isPresent()) {
                    runs.add(PastRunJson.read(content.get()));
                }
            } catch (IOException e) {
                unreadable.add(run);
            }
        }
        runs.removeIf(run -> !run.job().equals(job));
        return new RunHistory(job, runs, last.size(), all.size() - last.size(), unreadable);
    }

    /**
     * The latest run that left a report, of whatever job; empty where none did.
     *
     * @throws RelataException as {@link #of(RunId)}
     */
    public Optional<PastRun> latest() {
        return all().stream().findFirst().map(this::of);
    }

    /**
     * One run.
     *
     * @throws RelataException when it left no report, or one that cannot be understood
     */
    public PastRun of(RunId run) {
        String path = layout.of(run).report();
        byte[] content = content(run)
                .orElseThrow(() -> RelataException.usage(new Problem(
                        "Cannot show the report of run " + run,
                        path,
                        "there is no such file",
                        "Name a run that relata runs lists")));
        try {
            return PastRunJson.read(content);
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot show the report of run " + run,
                            path,
                            String.valueOf(e.getMessage()),
                            "Use the version of Relata that wrote it"),
                    e);
        }
    }

    /**
     * Writes the page over a job's history, in the place of an earlier one.
     *
     * @return its path
     * @throws RelataException when the target cannot be written
     */
    public String write(RunHistory history) {
        String path = layout.runsPage();
        try {
            files.replace(path, RunsHtml.write(history));
            return path;
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot write the page of the runs of " + history.job(),
                            path,
                            String.valueOf(e.getMessage()),
                            "Check that the target may be written"),
                    e);
        }
    }

    private List<RunId> all() {
        try {
            return files.names(layout.manifests()).stream()
                    .filter(name -> name.endsWith(REPORT))
                    .flatMap(name -> RunId.parsed(name.substring(0, name.length() - REPORT.length())).stream())
                    .sorted(Comparator.comparing(RunId::value).reversed())
                    .toList();
        } catch (IOException e) {
            throw unreadable("Cannot list the reports of the target", layout.manifests(), e);
        }
    }

    private Optional<byte[]> content(RunId run) {
        String path = layout.of(run).report();
        try {
            return files.read(path, LARGEST);
        } catch (IOException e) {
            throw unreadable("Cannot read the report of run " + run, path, e);
        }
    }

    private static RelataException unreadable(String what, String path, IOException cause) {
        return RelataException.failed(
                new Problem(
                        what, path, String.valueOf(cause.getMessage()), "Check that the folder exists and may be read"),
                cause);
    }
}
