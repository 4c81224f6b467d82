package io.relata.jobs.sink;

import io.relata.TableStatistics;
import io.relata.jobs.publish.DataFile;
import io.relata.jobs.publish.FooterReads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * The data files of a location as its readers find them: in it and in its partitions' folders, names that begin with
 * {@code _} or {@code .} left out.
 *
 * @param files in name order; the name is the path below the location
 */
public record WrittenFiles(List<DataFile> files) {

    public WrittenFiles {
        files = List.copyOf(files);
    }

    /**
     * Lists the Parquet files of a location and reads the row counts in their footers.
     *
     * @throws UncheckedIOException when the location cannot be listed or a file is not Parquet
     */
    public static WrittenFiles at(String location, Configuration configuration) {
        Path folder = new Path(location);
        try {
            FileSystem files = folder.getFileSystem(configuration);
            String base = files.makeQualified(folder).toString() + "/";
            List<FileStatus> found = below(folder, files).stream()
                    .sorted(Comparator.comparing(file -> name(file, base)))
                    .toList();
            return new WrittenFiles(withRows(found, base, configuration));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Folder by folder: of a recursive listing, local file systems start a process for each file. */
    private static List<FileStatus> below(Path folder, FileSystem files) throws IOException {
        List<FileStatus> found = new ArrayList<>();
        for (FileStatus child : files.listStatus(folder)) {
            String name = child.getPath().getName();
            // A partition column may begin with an underscore, and a folder of Spark's own never has an equals sign.
            if (child.isDirectory() && name.contains("=")) {
                found.addAll(below(child.getPath(), files));
            } else if (child.isFile() && DataFile.isDataName(name)) {
                found.add(child);
            }
        }
        return found;
    }

    private static String name(FileStatus file, String base) {
        return file.getPath().toString().substring(base.length());
    }

    /** The files of each folder below the location, in the order of the folders' names. */
    public SortedMap<String, WrittenFiles> byFolder() {
        SortedMap<String, WrittenFiles> folders = new TreeMap<>();
        files.stream()
                .filter(file -> file.name().contains("/"))
                .collect(Collectors.groupingBy(
                        file -> file.name().substring(0, file.name().lastIndexOf('/'))))
                .forEach((folder, those) -> folders.put(folder, new WrittenFiles(those)));
        return folders;
    }

    /** The sums over all files. */
    public TableStatistics statistics() {
        return new TableStatistics(
                files.stream().mapToLong(file -> file.rows().orElse(0)).sum(),
                files.size(),
                files.stream().mapToLong(DataFile::bytes).sum());
    }

    private static List<DataFile> withRows(List<FileStatus> found, String base, Configuration configuration)
            throws IOException {
        List<Callable<DataFile>> reads = new ArrayList<>();
        found.forEach(file -> reads.add(() -> withRows(file, base, configuration)));
        return FooterReads.all(reads);
    }

    private static DataFile withRows(FileStatus file, String base, Configuration configuration) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromStatus(file, configuration))) {
            return new DataFile(name(file, base), file.getLen(), OptionalLong.of(reader.getRecordCount()));
        }
    }
}
