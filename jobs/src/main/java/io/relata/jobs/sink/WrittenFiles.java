package io.relata.jobs.sink;

import io.relata.TableStatistics;
import io.relata.jobs.publish.DataFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * The data files of a location as its readers find them: directly in it, names that begin with {@code _} or {@code .}
 * left out.
 *
 * @param files in name order
 */
public record WrittenFiles(List<DataFile> files) {

    private static final int READ_AT_ONCE = 8;

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
        List<FileStatus> found = new ArrayList<>();
        try {
            FileSystem files = folder.getFileSystem(configuration);
            for (FileStatus file : files.listStatus(folder)) {
                String name = file.getPath().getName();
                if (file.isFile() && !name.startsWith("_") && !name.startsWith(".")) {
                    found.add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(Comparator.comparing(file -> file.getPath().getName()));
        return new WrittenFiles(withRows(found, configuration));
    }

    /** The sums over all files. */
    public TableStatistics statistics() {
        return new TableStatistics(
                files.stream().mapToLong(file -> file.rows().orElse(0)).sum(),
                files.size(),
                files.stream().mapToLong(DataFile::bytes).sum());
    }

    // On an object store each footer costs two answers to wait for, hence several at once.
    private static List<DataFile> withRows(List<FileStatus> found, Configuration configuration) {
        ExecutorService readers = Executors.newFixedThreadPool(READ_AT_ONCE);
        try {
            List<Callable<DataFile>> tasks = new ArrayList<>();
            found.forEach(file -> tasks.add(() -> withRows(file, configuration)));
            List<DataFile> files = new ArrayList<>();
            for (Future<DataFile> file : readers.invokeAll(tasks)) {
                files.add(file.get());
            }
            return files;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading footers", e);
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException(String.valueOf(e.getMessage()), e.getCause()));
        } finally {
            readers.shutdownNow();
        }
    }

    private static DataFile withRows(FileStatus file, Configuration configuration) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromStatus(file, configuration))) {
            return new DataFile(file.getPath().getName(), file.getLen(), OptionalLong.of(reader.getRecordCount()));
        }
    }
}
