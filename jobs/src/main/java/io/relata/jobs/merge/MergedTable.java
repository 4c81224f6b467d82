package io.relata.jobs.merge;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.jobs.publish.EarlierFiles;
import io.relata.jobs.sink.RewriteSite;
import io.relata.jobs.source.QueryFailure;
import io.relata.transforms.json.InputFile;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A table that documents are merged into.
 *
 * @param columns those that it has afterwards, the partition columns among them
 * @param key what the columns are called that say which document a row is of
 * @param partitionBy the columns that it is partitioned by, outermost first
 * @param published the files of the table as readers see it; empty where there is none
 */
public record MergedTable(
        TableName name,
        StructType columns,
        List<String> key,
        List<String> partitionBy,
        Optional<EarlierFiles> published) {

    public MergedTable {
        requireNonNull(name, "name");
        requireNonNull(columns, "columns");
        key = List.copyOf(key);
        partitionBy = List.copyOf(partitionBy);
        requireNonNull(published, "published");
    }

    /**
     * A table of which the log is read here, once for all that is asked of it.
     *
     * @param shown the table as readers see it; empty where there is none
     * @throws RelataException when the published table lacks the key, or cannot be gone on with
     */
    public static MergedTable of(
            TableName name,
            StructType columns,
            List<String> key,
            List<String> partitionBy,
            Optional<TableDefinition> shown,
            RewriteSite site) {
        Optional<EarlierFiles> published = shown.map(table -> {
            requireKey(name, key, table);
            return EarlierFiles.of(table, site.layout().location(name), site.configuration());
        });
        return new MergedTable(name, columns, key, partitionBy, published);
    }

    private static void requireKey(TableName name, List<String> key, TableDefinition shown) {
        List<String> known = List.of(shown.allColumns().fieldNames());
        if (!known.containsAll(key)) {
            throw RelataException.usage(
                    new Problem(
                            "Cannot merge documents into table " + name,
                            shown.location(),
                            "run " + shown.run() + " wrote it without the columns " + String.join(", ", key)
                                    + ", so nobody can tell which document a row is of",
                            key.contains(Validity.FROM)
                                    ? "Drop the job's tables from the catalog and load everything anew; their files stay"
                                    : "Load everything anew with mode: replace and this key, or drop the table from the catalog"));
        }
    }

    /**
     * Reads some of its published files, which nobody changes.
     *
     * @param locations where they lie, at least one
     * @param wanted columns, partition columns among them
     */
    static Dataset<Row> read(EarlierFiles files, List<String> locations, StructType wanted, RewriteSite site) {
        // The folders of partitions begin below that of the run, and runs lie side by side.
        return files.byRun(locations).entrySet().stream()
                .map(run -> site.spark()
                        .read()
                        .schema(wanted)
                        .option("basePath", run.getKey())
                        .parquet(run.getValue().stream().map(InputFile::pattern).toArray(String[]::new)))
                .reduce(Dataset::union)
                .orElseThrow();
    }

    /** Whether its rows are of versions, and say when these hold. */
    boolean keepsVersions() {
        return key.contains(Validity.FROM) && Validity.isOf(columns);
    }

    /**
     * What is read with a condition of the job.
     *
     * @param sees the columns that the condition is about, for the message
     * @throws RelataException when Spark refuses the condition
     */
    <T> T withCondition(String key, String sees, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RelataException e) {
            throw e;
        } catch (Exception e) { // Spark's exceptions for SQL are checked ones that are not declared
            throw refused(
                    key,
                    QueryFailure.told(String.valueOf(e.getMessage())),
                    "Correct the condition; it sees the " + sees + " of " + name.table());
        }
    }

    /** What is refused of the job's rule for this table. */
    RelataException refused(String key, String why, String remedy) {
        return RelataException.usage(new Problem("Cannot merge documents into table " + name, key, why, remedy));
    }
}
