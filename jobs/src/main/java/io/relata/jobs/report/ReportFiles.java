package io.relata.jobs.report;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.publish.TargetLayout;
import io.relata.jobs.publish.WholeFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/** Where reports are kept: beside the run's manifest, and wherever a person wants a copy. */
public final class ReportFiles {

    private final WholeFiles files;

    public ReportFiles(Configuration configuration) {
        files = new WholeFiles(configuration);
    }

    /** The paths of a report's two files: the one for programs, and the page for people. */
    public record Written(String report, String page) {}

    /**
     * Writes the report and its page beside the run's manifest, in the place of earlier ones of the same run.
     *
     * @throws RelataException when the target cannot be written
     */
    public Written write(RunReport report, String target) {
        TargetLayout layout = new TargetLayout(target, report.run());
        return write(report, new Written(layout.report(), layout.reportPage()), "the target");
    }

    /**
     * Writes copies named {@code <run>.report.json} and {@code <run>.report.html} into a local folder, which is made if it
     * does not exist.
     *
     * @return the path of the former
     * @throws RelataException when the folder cannot be written
     */
    public Path copy(RunReport report, Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path copy = absolute.resolve(report.run() + ".report.json");
        Path page = absolute.resolve(report.run() + ".report.html");
        write(report, new Written("file:" + copy, "file:" + page), "the folder");
        return copy;
    }

    private Written write(RunReport report, Written paths, String place) {
        write(report, paths.report(), ReportJson.write(report), place);
        write(report, paths.page(), ReportHtml.write(report), place);
        return paths;
    }

    private void write(RunReport report, String path, byte[] content, String place) {
        try {
            files.replace(path, content);
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot write the report of run " + report.run(),
                            path,
                            String.valueOf(e.getMessage()),
                            "Check that " + place + " may be written"),
                    e);
        }
    }
}
