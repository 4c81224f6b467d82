package io.relata.jobs.report;

import static java.util.Objects.requireNonNull;

import io.relata.jobs.publish.DataFile;
import java.util.List;
import java.util.OptionalLong;

/**
 * How large the files are that a run wrote of a table.
 *
 * @param bytes of all files
 * @param smallest bytes of the smallest file; 0 where there is none
 * @param largest bytes of the largest file; 0 where there is none
 * @param target the bytes that a file was to have about; empty where the job gives a number of files, or the writer knows
 *     no target
 */
public record FileSizes(String table, int files, long bytes, long smallest, long largest, OptionalLong target) {

    public FileSizes {
        requireNonNull(target, "target");
    }

    public static FileSizes of(String table, List<DataFile> files, OptionalLong target) {
        return new FileSizes(
                table,
                files.size(),
                files.stream().mapToLong(DataFile::bytes).sum(),
                files.stream().mapToLong(DataFile::bytes).min().orElse(0),
                files.stream().mapToLong(DataFile::bytes).max().orElse(0),
                target);
    }

    /** Bytes of a file on average; 0 where there is none. */
    long mean() {
        return files == 0 ? 0 : bytes / files;
    }
}
