package io.relata.jobs.merge;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.relata.jobs.publish.EarlierFiles;
import io.relata.jobs.sink.RewriteSite;
import io.relata.transforms.json.InputFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The published files in which rows lie that change.
 *
 * @param locations where they lie
 * @param rows how many rows they have in all
 * @param gone how many of them go
 */
record TouchedFiles(List<String> locations, long rows, long gone) {

    static final TouchedFiles NONE = new TouchedFiles(List.of(), 0, 0);

    private static final String FILE = "relata_file";
    private static final String ROWS = "relata_rows";
    private static final String CHANGED = "relata_changed";
    private static final String GONE = "relata_gone";

    TouchedFiles {
        locations = List.copyOf(locations);
    }

    /** Reads the key of every row that may change. */
    static TouchedFiles find(MergedTable table, EarlierFiles files, RowChanges changes, RewriteSite site) {
        List<String> candidates =
                files.mayHold(table.key().get(0), changes.values()).locations();
        if (candidates.isEmpty()) {
            return NONE;
        }
        List<Row> byFile = MergedTable.read(
                        files, candidates, columns(table.key(), files.shown().allColumns()), site)
                .withColumn(FILE, col("_metadata.file_path"))
                .join(changes.documents(), KeyColumns.areEqual(table.key(), KeyColumns.KEY), "left")
                .groupBy(FILE)
                .agg(
                        count(lit(1)).as(ROWS),
                        count(when(not(col(RowChanges.STAYS)), lit(1))).as(GONE),
                        count(col(RowChanges.STAYS)).as(CHANGED))
                .where(col(CHANGED).gt(0))
                .collectAsList();
        return of(byFile, new HashSet<>(candidates));
    }

    private static TouchedFiles of(List<Row> byFile, Set<String> candidates) {
        List<String> locations = new ArrayList<>();
        long rows = 0;
        long gone = 0;
        for (Row file : byFile) {
            String location = InputFile.pathOf(file.getString(0));
            if (!candidates.contains(location)) {
                throw new IllegalStateException("Spark read " + location + ", which it was not told to");
            }
            locations.add(location);
            rows += file.getLong(1);
            gone += file.getLong(2);
        }
        return new TouchedFiles(locations, rows, gone);
    }

    private static StructType columns(List<String> names, StructType all) {
        StructType columns = new StructType();
        for (String name : names) {
            columns = columns.add(all.apply(name));
        }
        return columns;
    }
}
