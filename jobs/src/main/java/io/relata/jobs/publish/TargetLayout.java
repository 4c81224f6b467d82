package io.relata.jobs.publish;

import static java.util.Objects.requireNonNull;

import io.relata.FolderName;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableName;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Where the files of one run lie under its target. A table's folder is decided by the table's name alone, whatever
 * characters it holds: two tables never share a folder, no folder lies outside the target, and none has a name that
 * readers skip. Immutable.
 *
 * @param target the folder that holds all tables, without a trailing slash
 * @param run the run that writes
 */
public record TargetLayout(String target, RunId run) {

    /** The folder under the target that holds what is not a table; no table's folder has this name. */
    static final String OWN_FOLDER = "_relata";

    private static final Pattern GLOB = Pattern.compile("[*?\\[\\]{}\\\\]");

    /** @throws RelataException when no folder has this path, or Spark would take it for a pattern */
    public TargetLayout {
        requireNonNull(run, "run");
        String given = target;
        target = withoutTrailingSlashes(target);
        if (target.isBlank() || target.endsWith(":")) {
            throw refused(given, "it names no folder");
        }
        if (target.chars().anyMatch(Character::isISOControl)) {
            throw refused(given, "it holds a control character");
        }
        if (GLOB.matcher(target).find()) {
            throw refused(given, "Spark takes the characters * ? [ ] { } and \\ for a pattern");
        }
    }

    /**
     * The layout for a target as a person writes it: relative paths and paths without a scheme become absolute, so that
     * a catalog's readers find the same folder from anywhere.
     *
     * @throws RelataException when no file system serves the path
     */
    public static TargetLayout qualified(String target, RunId run, Configuration configuration) {
        String written = new TargetLayout(target, run).target();
        try {
            Path path = new Path(written);
            return new TargetLayout(
                    path.getFileSystem(configuration).makeQualified(path).toString(), run);
        } catch (IOException | IllegalArgumentException e) {
            throw refused(target, String.valueOf(e.getMessage()));
        }
    }

    /** The folder that this run writes the table's files to. */
    public String location(TableName table) {
        return target + "/" + FolderName.of(table.table()) + "/" + run;
    }

    /** The folder for files that this run needs only while it works. */
    public String staging() {
        return stagings() + "/" + run;
    }

    /** The folder for files of a table that are not yet as the table is to be. */
    public String staging(TableName table) {
        return staging() + "/" + FolderName.of(table.table());
    }

    /** The folder for what is tried before runs and removed at once. */
    public String doctor() {
        return target + "/" + OWN_FOLDER + "/doctor/" + run;
    }

    /** The file that says what this run wrote and how far publishing got. */
    public String manifest() {
        return manifests() + "/" + run + ".json";
    }

    /** The file of this run's report. */
    public String report() {
        return manifests() + "/" + run + ".report.json";
    }

    /** The file of this run's report as a page for people. */
    public String reportPage() {
        return manifests() + "/" + run + ".report.html";
    }

    /** The file that says which input files this run's tables hold. */
    public String bookmark() {
        return bookmarks() + "/" + run + ".json";
    }

    /** The folder of all runs' bookmarks. */
    public String bookmarks() {
        return target + "/" + OWN_FOLDER + "/bookmarks";
    }

    /** The folder of the lists of files that bookmarks name. */
    public String bookmarkFiles() {
        return bookmarks() + "/files";
    }

    /** The page over the runs of a job. */
    public String runsPage() {
        return target + "/" + OWN_FOLDER + "/runs.html";
    }

    /** The folder of all runs' manifests and reports. */
    public String manifests() {
        return target + "/" + OWN_FOLDER + "/runs";
    }

    /** The folder of a file for each run whose publishing began and is not known to have ended. */
    String unfinished() {
        return target + "/" + OWN_FOLDER + "/unfinished";
    }

    /** The folder of a file for each vacuum at work. */
    String vacuums() {
        return target + "/" + OWN_FOLDER + "/vacuum";
    }

    /** The folder of all runs' staging folders. */
    String stagings() {
        return target + "/" + OWN_FOLDER + "/staging";
    }

    /** The folder that holds those of all runs of a table, of which one lies at the location. */
    static String runs(String location) {
        return location.substring(0, location.lastIndexOf('/'));
    }

    /** Whether a folder is that of a table, or lies in it. */
    public boolean holds(TableName table, String folder) {
        return FolderPath.of(runs(location(table))).contains(FolderPath.of(folder));
    }

    /** The same target for another run. */
    public TargetLayout of(RunId other) {
        return new TargetLayout(target, other);
    }

    private static String withoutTrailingSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static RelataException refused(String target, String why) {
        return RelataException.usage(new Problem(
                "Cannot use \"" + target + "\" as a target",
                "target.path",
                why,
                "Give a folder such as s3a://bucket/folder or /data/tables"));
    }
}
