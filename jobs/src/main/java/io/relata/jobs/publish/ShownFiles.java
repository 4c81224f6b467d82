package io.relata.jobs.publish;

import io.relata.Partition;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableStatistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Compares what a catalog says of a table with the files that a reader of the catalog finds. */
public final class ShownFiles {

    private final TableDefinition table;
    private final Configuration configuration;

    private ShownFiles(TableDefinition table, Configuration configuration) {
        this.table = table;
        this.configuration = configuration;
    }

    /** What was found of one file. */
    private record Found(TableStatistics counts, List<String> differences) {}

    /**
     * What differs, a sentence without a full stop each: folders that are not there, counts of rows, files and bytes, and
     * columns of files that are not those of the catalog. Of Delta tables the counts of the log.
     *
     * @param partitions the registered ones
     */
    public static List<String> differences(
            TableDefinition table, List<Partition> partitions, Configuration configuration) {
        ShownFiles files = new ShownFiles(table, configuration);
        List<String> differences = new ArrayList<>();
        if (table.format() == TableFormat.DELTA) {
            differences.addAll(files.ofLog());
        } else if (table.partitionKeys().isEmpty()) {
            differences.addAll(files.ofFolder(table.location(), table.statistics()));
        } else {
            partitions.forEach(
                    partition -> differences.addAll(files.ofFolder(partition.location(), partition.statistics())));
        }
        return differences;
    }

    private List<String> ofLog() {
        try {
            EarlierFiles log = EarlierFiles.of(table, table.location(), configuration);
            return counts("the Delta log in " + table.location(), table.statistics(), log.statistics(configuration));
        } catch (IOException | RelataException e) {
            return List.of("the Delta log in " + table.location() + " cannot be read: " + e.getMessage());
        }
    }

    private List<String> ofFolder(String location, TableStatistics said) {
        try {
            List<Callable<Found>> reads = new ArrayList<>();
            for (String name : new TableFolder(location, configuration).names()) {
                reads.add(() -> found(new Path(location, name)));
            }
            List<String> differences = new ArrayList<>();
            long rows = 0;
            long bytes = 0;
            for (Found found : FooterReads.all(reads)) {
                differences.addAll(found.differences());
                rows += found.counts().rows();
                bytes += found.counts().bytes();
            }
            differences.addAll(counts(location, said, new TableStatistics(rows, reads.size(), bytes)));
            return differences;
        } catch (IOException e) {
            return List.of(location + " cannot be read: " + e.getMessage());
        }
    }

    private Found found(Path file) {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration))) {
            List<String> differences = FooterColumns.mismatch(
                            table.columns(),
                            reader.getFooter().getFileMetaData().getSchema())
                    .map(mismatch -> "column " + mismatch.column() + " is " + mismatch.inFile() + " in " + file
                            + " and " + mismatch.inCatalog() + " in the catalog")
                    .stream()
                    .toList();
            long bytes = file.getFileSystem(configuration).getFileStatus(file).getLen();
            return new Found(new TableStatistics(reader.getRecordCount(), 1, bytes), differences);
        } catch (IOException | RuntimeException e) {
            return new Found(new TableStatistics(0, 1, 0), List.of(file + " cannot be read: " + e.getMessage()));
        }
    }

    private static List<String> counts(String where, TableStatistics said, TableStatistics found) {
        return said.equals(found)
                ? List.of()
                : List.of(where + " holds " + shown(found) + ", and the catalog says " + shown(said));
    }

    private static String shown(TableStatistics counts) {
        return counts.rows() + " rows in " + counts.files() + " files of " + counts.bytes() + " bytes";
    }
}
