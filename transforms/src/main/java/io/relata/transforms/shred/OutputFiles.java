package io.relata.transforms.shred;

/** How a table is divided into files. A value; safe for use by several threads. */
public sealed interface OutputFiles {

    /** The least size that may be asked for: 1 MB. */
    long LEAST_BYTES = 1_000_000;

    /** The greatest size that may be asked for: 5 GB, the most that an object store takes in one request. */
    long GREATEST_BYTES = 5_000_000_000L;

    /** Files of about 256 MB. */
    OutputFiles DEFAULT = ofSize(256_000_000);

    /** At most this many files, whatever their size; fewer where fewer tasks have rows. */
    static OutputFiles count(int most) {
        return new Count(most);
    }

    /** Files of about this many bytes, however many that makes. */
    static OutputFiles ofSize(long bytes) {
        return new Size(bytes);
    }

    /**
     * A count of files. A task writes one file, and where there are more than wanted, finished files are joined.
     *
     * @param most at least 1
     */
    record Count(int most) implements OutputFiles {

        public Count {
            if (most < 1) {
                throw new IllegalArgumentException("A table has at least one file, not " + most);
            }
        }
    }

    /**
     * A size of files. A task ends a file with the batch of rows that brings it to the size, so a file is larger than
     * {@code bytes} by at most one batch, the levels of its open pages and its footer. A batch is what 512 KiB of JSON
     * give the table, or one record that is longer than that; of other sources, the first of 2,048 rows or 1 MiB of
     * values, looked at every 64 rows and between records alone. How much the open pages and dictionaries shrink by
     * compression is not known when a file ends, so it may also be smaller: the more so, the smaller {@code bytes} and
     * the more columns.
     *
     * <p>Finished files of less than half the size are joined, in the order of their names, into files that are not
     * larger. Files from half the size up stay as they are.
     *
     * @param bytes from {@value OutputFiles#LEAST_BYTES} to {@value OutputFiles#GREATEST_BYTES}
     */
    record Size(long bytes) implements OutputFiles {

        public Size {
            if (bytes < LEAST_BYTES || bytes > GREATEST_BYTES) {
                throw new IllegalArgumentException(
                        "A file has " + LEAST_BYTES + " to " + GREATEST_BYTES + " bytes, not " + bytes);
            }
        }
    }
}
