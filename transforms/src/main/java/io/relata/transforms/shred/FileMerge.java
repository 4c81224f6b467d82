package io.relata.transforms.shred;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Brings tables down to the number of files they may have: a second, small job that appends the row groups of finished
 * files and never reads the input again.
 */
final class FileMerge {

    private final SparkSession spark;
    private final List<OutputTable> tables;
    private final List<Integer> limits;

    FileMerge(SparkSession spark, List<OutputTable> tables, List<Integer> limits) {
        this.spark = spark;
        this.tables = tables;
        this.limits = limits;
    }

    /** The outcome with every table in its own folder. */
    WriteOutcome merge(WriteOutcome written) {
        List<OutputTable> merged = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        List<MergeWork.Group> groups = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            boolean apart = !written.folders().get(i).equals(tables.get(i).folder());
            if (apart && !written.files().get(i).isEmpty()) {
                int number = merged.size();
                merged.add(tables.get(i));
                numbers.add(i);
                for (List<String> parts : grouped(written, i)) {
                    groups.add(new MergeWork.Group(number, parts));
                }
            }
        }
        if (groups.isEmpty()) {
            return written;
        }
        Dataset<Row> tasks = spark.range(0, groups.size(), 1, groups.size()).toDF();
        List<Integer> noLimits = merged.stream().map(table -> 0).toList();
        WriteOutcome outcome = Writes.run(tasks, WriteTarget.Merge.class, merged, noLimits, new MergeWork(groups));
        List<List<WrittenFile>> files = new ArrayList<>(written.files());
        List<String> folders = new ArrayList<>(written.folders());
        for (int i = 0; i < numbers.size(); i++) {
            int table = numbers.get(i);
            files.set(table, outcome.files().get(i));
            remove(folders.get(table));
            folders.set(table, tables.get(table).folder());
        }
        return new WriteOutcome(folders, files, written.counts());
    }

    /** The table's files in name order, cut into as many groups as it may have files, of about equal bytes. */
    private List<List<String>> grouped(WriteOutcome written, int table) {
        List<WrittenFile> files = written.files().get(table).stream()
                .sorted(Comparator.comparing(WrittenFile::name))
                .toList();
        int count = Math.min(limits.get(table), files.size());
        long total = written.bytes(table);
        List<List<String>> groups = new ArrayList<>();
        List<String> current = new ArrayList<>();
        long taken = 0;
        for (int i = 0; i < files.size(); i++) {
            current.add(written.folders().get(table) + "/" + files.get(i).name());
            taken += files.get(i).bytes();
            int left = files.size() - i - 1;
            int groupsAfterThis = count - groups.size() - 1;
            boolean full = taken * count >= total * (groups.size() + 1L);
            if (left == 0 || (groupsAfterThis > 0 && (full || left == groupsAfterThis))) {
                groups.add(current);
                current = new ArrayList<>();
            }
        }
        return groups;
    }

    private void remove(String folder) {
        Path path = new Path(folder);
        try {
            path.getFileSystem(spark.sparkContext().hadoopConfiguration()).delete(path, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
