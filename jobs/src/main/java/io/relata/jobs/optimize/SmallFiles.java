package io.relata.jobs.optimize;

import java.util.List;

/**
 * Which files are too small, and how many files they become.
 *
 * @param fileSize about how large files are to be, in bytes
 */
record SmallFiles(long fileSize) {

    /** Files below it are too small, in bytes: two of them fit into one. */
    long limit() {
        return fileSize / 2;
    }

    /**
     * How many files these are once they are joined; as many as they are where nothing is gained.
     *
     * @param sizes in bytes
     */
    int joined(List<Long> sizes) {
        if (sizes.stream().filter(size -> size < limit()).count() < 2) {
            return sizes.size();
        }
        long bytes = sizes.stream().mapToLong(Long::longValue).sum();
        return (int) Math.min(sizes.size(), Math.max(1, (bytes + fileSize - 1) / fileSize));
    }
}
