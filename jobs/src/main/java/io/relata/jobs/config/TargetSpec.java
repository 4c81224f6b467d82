package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import io.relata.TableFormat;
import java.util.List;

/**
 * Where the tables' files go.
 *
 * @param path a folder, absolute or with a scheme, without a slash at its end
 * @param format how each table is laid out
 * @param mode what a run does to what is already published
 * @param partitionBy the columns of the root table whose values every table is partitioned by, outermost first
 * @param retain how many published snapshots are kept, the current one counted; at least 1
 * @param fileSize about how large the files of relationalized tables are, in bytes
 */
public record TargetSpec(
        String path, TableFormat format, Mode mode, List<String> partitionBy, int retain, long fileSize) {

    /** The size where a job says none: 256 MB. */
    static final long FILE_SIZE = 256_000_000;

    /** What a run does to what is already published. */
    public enum Mode {
        /** Each table becomes what this run wrote. */
        REPLACE,
        /** Each table takes what this run wrote beside what it has, as a partition of its own. */
        APPEND,
        /** Each table takes what this run wrote in place of what it has with the same values of the partition columns. */
        REPLACE_PARTITIONS,
        /** Each document takes the place of the one with the same key, in every table. */
        MERGE,
        /** Each document is one more version beside those of the same key, in every table, and ends the one before it. */
        HISTORY;

        /** Whether tables keep rows of the runs before. */
        public boolean keepsRows() {
            return this != REPLACE;
        }

        /** Whether documents are known by a key, so that to load records again changes nothing. */
        public boolean replacesByKey() {
            return this == MERGE || this == HISTORY;
        }
    }

    public TargetSpec {
        requireNonNull(path, "path");
        requireNonNull(format, "format");
        requireNonNull(mode, "mode");
        partitionBy = List.copyOf(partitionBy);
    }

    /** This target in another folder. */
    TargetSpec at(String folder) {
        return new TargetSpec(folder, format, mode, partitionBy, retain, fileSize);
    }
}
