package io.relata.jobs.source;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.Source;
import io.relata.transforms.json.InputFile;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads Parquet files. Paths are those of {@link JsonSource}, and folders named {@code column=value} give columns behind
 * those of the files.
 *
 * <p>Columns are those of all files: one that a file lacks is null in its rows. Files that give a column types which are
 * not one are refused, and so is what is not Parquet. Columns are told apart by case. A moment without a zone is one in
 * UTC.
 *
 * <p>The dataset belongs to a session beside the caller's, as that of {@link JsonSource} does.
 */
public final class ParquetSource implements Source {

    private final List<String> paths;

    private final Optional<List<InputFile>> listed;

    private ParquetSource(List<String> paths, Optional<List<InputFile>> listed) {
        this.paths = List.copyOf(paths);
        this.listed = listed.map(List::copyOf);
    }

    /** @param paths files, folders and patterns, of any file system that Hadoop knows */
    public static ParquetSource of(List<String> paths) {
        return new ParquetSource(paths, Optional.empty());
    }

    /** Reads these of the files that the paths stand for. What the names of folders say is told of all of them. */
    public ParquetSource withFiles(List<InputFile> files) {
        return new ParquetSource(paths, Optional.of(files));
    }

    @Override
    public Dataset<Row> read(SparkSession spark) {
        SparkSession session = ReadingSession.beside(spark);
        HiveFolders found = HiveFolders.below(paths, spark.sparkContext().hadoopConfiguration());
        FolderColumns folders = found.columns();
        Dataset<Row> rows = merged(found, session);
        folders.requireApart(rows.schema(), "Cannot read Parquet", where());
        return ZonedMoments.of(folders.behind(rows));
    }

    private Dataset<Row> merged(HiveFolders found, SparkSession session) {
        try {
            return session.read().option("mergeSchema", true).parquet(Lines.patterns(listed.orElseGet(found::files)));
        } catch (Exception e) { // Spark's AnalysisException is a checked one that is not declared
            throw RelataException.failed(
                    new Problem(
                            "Cannot read Parquet",
                            where(),
                            "its files have no columns that hold them all: " + cause(e),
                            "Read files of one kind as one source, and others as another"),
                    e);
        }
    }

    /** Spark tells the place first, and why behind it. */
    private static String cause(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null && last.getCause() != last) {
            last = last.getCause();
        }
        return QueryFailure.told(String.valueOf(last.getMessage()));
    }

    private String where() {
        return String.join(", ", paths);
    }
}
