package io.relata.jobs.source;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.Source;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads a Delta table in one version, the newest when reading begins where none is named: who writes to the table
 * meanwhile changes nothing of what is read.
 *
 * <p>The dataset belongs to a session beside the caller's, as that of {@link JsonSource} does.
 */
public final class DeltaSource implements Source {

    private static final String LOG = "_delta_log";
    private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");

    private final String path;
    private final OptionalLong version;

    private DeltaSource(String path, OptionalLong version) {
        this.path = path;
        this.version = version;
    }

    /** @param path the table's folder */
    public static DeltaSource of(String path) {
        return new DeltaSource(path, OptionalLong.empty());
    }

    public DeltaSource withVersion(long version) {
        return new DeltaSource(path, OptionalLong.of(version));
    }

    @Override
    public Dataset<Row> read(SparkSession spark) {
        SparkSession session = ReadingSession.beside(spark);
        long newest = newest(spark.sparkContext().hadoopConfiguration());
        try {
            return ZonedMoments.of(session.read()
                    .format("delta")
                    .option("versionAsOf", version.orElse(newest))
                    .load(path));
        } catch (Exception e) { // Spark's AnalysisException is a checked one that is not declared
            throw RelataException.failed(
                    new Problem(
                            "Cannot read Delta",
                            path,
                            QueryFailure.told(String.valueOf(e.getMessage())),
                            "Name a version that the table still has, or none for the newest"),
                    e);
        }
    }

    /** The log's last version: Delta itself would go on to later ones while the rows are read. */
    private long newest(Configuration settings) {
        long last = -1;
        try {
            Path log = new Path(path, LOG);
            FileSystem files = log.getFileSystem(settings);
            if (files.exists(log)) {
                for (FileStatus file : files.listStatus(log)) {
                    Matcher commit = COMMIT.matcher(file.getPath().getName());
                    last = commit.matches() ? Math.max(last, Long.parseLong(commit.group(1))) : last;
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot read Delta",
                            path,
                            "listing its log failed: " + e.getMessage(),
                            "Correct the path, or check that this run is allowed to list and read it"),
                    e);
        }
        if (last < 0) {
            throw RelataException.failed(new Problem(
                    "Cannot read Delta",
                    path,
                    "no Delta table is there: the folder has no log with a version in it",
                    "Correct the path, or give the format that its files have"));
        }
        return last;
    }
}
