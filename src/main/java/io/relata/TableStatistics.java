package io.relata;

/**
 * What was written of a table.
 *
 * @param rows rows in all files
 * @param files data files
 * @param bytes bytes of all data files
 */
public record TableStatistics(long rows, long files, long bytes) {

    public TableStatistics {
        if (rows < 0 || files < 0 || bytes < 0) {
            throw new IllegalArgumentException(
                    "Negative count: " + rows + " rows, " + files + " files, " + bytes + " bytes");
        }
    }
}
