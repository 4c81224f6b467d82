package io.relata.jobs.merge;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.relata.jobs.publish.EarlierFiles;
import io.relata.jobs.sink.RewriteSite;
import io.relata.transforms.json.InputFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The published files in which rows of some documents lie.
 *
 * @param locations where they lie
 * @param rows how many rows they have in all
 * @param replaced how many of them are of those documents
 */
record TouchedFiles(List<String> locations, long rows, long replaced) {

    static final TouchedFiles NONE = new TouchedFiles(List.of(), 0, 0);

    private static final String FILE = "relata_file";
    private static final String ROWS = "relata_rows";
    private static final String THERE = "relata_there";

    TouchedFiles {
        locations = List.copyOf(locations);
    }

    /**
     * Reads the key of every row that may be of these documents.
     *
     * @param keys the keys of the documents, numbered, each once
     * @param values tells which files cannot hold them
     */
    static TouchedFiles find(
            MergedTable table,
            EarlierFiles files,
            Dataset<Row> keys,
            Predicate<EarlierFiles.Extent> values,
            RewriteSite site) {
        List<String> candidates = files.mayHold(table.key().get(0), values).locations();
        if (candidates.isEmpty()) {
            return NONE;
        }
        Dataset<Row> there = keys.withColumn(THERE, lit(true));
        List<Row> byFile = MergedTable.read(
                        files, candidates, columns(table.key(), files.shown().allColumns()), site)
                .withColumn(FILE, col("_metadata.file_path"))
                .join(there, KeyColumns.areEqual(table.key(), KeyColumns.KEY), "left")
                .groupBy(FILE)
                .agg(count(lit(1)).as(ROWS), count(col(THERE)).as(THERE))
                .where(col(THERE).gt(0))
                .collectAsList();
        return of(byFile, new HashSet<>(candidates));
    }

    private static TouchedFiles of(List<Row> byFile, Set<String> candidates) {
        List<String> locations = new ArrayList<>();
        long rows = 0;
        long replaced = 0;
        for (Row file : byFile) {
            String location = InputFile.pathOf(file.getString(0));
            if (!candidates.contains(location)) {
                throw new IllegalStateException("Spark read " + location + ", which it was not told to");
            }
            locations.add(location);
            rows += file.getLong(1);
            replaced += file.getLong(2);
        }
        return new TouchedFiles(locations, rows, replaced);
    }

    private static StructType columns(List<String> names, StructType all) {
        StructType columns = new StructType();
        for (String name : names) {
            columns = columns.add(all.apply(name));
        }
        return columns;
    }
}
