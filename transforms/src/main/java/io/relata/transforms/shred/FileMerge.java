package io.relata.transforms.shred;

import io.relata.Failpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Joins files of tables that have too many or too small ones: a second, small job that never reads the input again. The
 * joined files go where the parts are, and the parts are deleted once all tables have theirs; so between the two the
 * folders hold rows twice, and a failure there is one of the whole write.
 */
final class FileMerge {

    /** Row groups that are smaller on average are not worth keeping: each costs readers a seek per column. */
    static final long LEAST_ROW_GROUP_BYTES = 1L << 20;

    /** So few row groups cost a reader little, whatever their size, and less than writing them again. */
    static final int FEW_ROW_GROUPS = 8;

    private static final String SUFFIX = ".snappy.parquet";

    private final SparkSession spark;
    private final List<OutputTable> tables;
    private final List<OutputFiles> wanted;

    /** @param wanted how the tables are divided; those beyond its end are left alone */
    FileMerge(SparkSession spark, List<OutputTable> tables, List<OutputFiles> wanted) {
        this.spark = spark;
        this.tables = tables;
        this.wanted = wanted;
    }

    /** The outcome with joined files in the place of their parts. */
    WriteOutcome merge(WriteOutcome written) {
        List<Integer> numbers = new ArrayList<>();
        List<OutputTable> merged = new ArrayList<>();
        List<Set<String>> parts = new ArrayList<>();
        List<MergeWork.Group> groups = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            List<List<WrittenFile>> joins = FileGroups.toJoin(written.files().get(i), wanted.get(i));
            if (!joins.isEmpty()) {
                OutputTable table = tables.get(i);
                Set<String> joined = new HashSet<>();
                joins.forEach(join -> {
                    groups.add(group(table, merged.size(), join));
                    join.forEach(part -> joined.add(part.name()));
                });
                numbers.add(i);
                merged.add(table.withFileBytes(Long.MAX_VALUE));
                parts.add(joined);
            }
        }
        if (groups.isEmpty()) {
            return written;
        }
        Dataset<Row> tasks = spark.range(0, groups.size(), 1, groups.size()).toDF();
        WriteOutcome outcome = Writes.run(tasks, WriteTarget.Merge.class, merged, new MergeWork(groups));
        List<List<WrittenFile>> files = new ArrayList<>(written.files());
        for (int i = 0; i < merged.size(); i++) {
            Set<String> joined = parts.get(i);
            List<WrittenFile> now = new ArrayList<>(written.files().get(numbers.get(i)));
            now.removeIf(file -> joined.contains(file.name()));
            now.addAll(outcome.files().get(i));
            TableFolder folder =
                    new TableFolder(merged.get(i), spark.sparkContext().hadoopConfiguration());
            folder.delete(joined);
            Failpoint.JOINED.reached(i + 1);
            folder.requireOnly(now.stream().map(WrittenFile::name).toList());
            files.set(numbers.get(i), now);
        }
        return new WriteOutcome(files, written.counts());
    }

    private static MergeWork.Group group(OutputTable table, int number, List<WrittenFile> parts) {
        long bytes = parts.stream().mapToLong(WrittenFile::bytes).sum();
        long rowGroups = parts.stream().mapToLong(WrittenFile::rowGroups).sum();
        return new MergeWork.Group(
                number,
                joinedName(parts.get(0).name()),
                parts.stream().map(part -> table.folder() + "/" + part.name()).toList(),
                rowGroups > FEW_ROW_GROUPS && bytes < rowGroups * LEAST_ROW_GROUP_BYTES
                        ? MergeWork.RowGroups.REWRITTEN
                        : MergeWork.RowGroups.KEPT);
    }

    /** A name of its own that has the first part's place among all names. */
    private static String joinedName(String firstPart) {
        return firstPart.substring(0, firstPart.length() - SUFFIX.length()) + "-joined" + SUFFIX;
    }
}
