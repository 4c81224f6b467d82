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

    /**
     * Writes the report beside the run's manifest, in the place of an earlier one of the same run.
     *
     * @return the file's path
     * @throws RelataException when the target cannot be written
     */
    public String write(RunReport report, String target) {
        return write(report, new TargetLayout(target, report.run()).report(), "the target");
    }

    /**
     * Writes a copy named {@code <run>.report.json} into a local folder, which is made if it does not exist.
     *
     * @return the copy's path
     * @throws RelataException when the folder cannot be written
     */
    public Path copy(RunReport report, Path folder) {
        Path copy = folder.toAbsolutePath().normalize().resolve(report.run() + ".report.json");
        write(report, "file:" + copy, "the folder");
        return copy;
    }

    private String write(RunReport report, String path, String place) {
        try {
            files.replace(path, ReportJson.write(report));
            return path;
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
