package io.relata.jobs.publish;

import java.util.OptionalLong;

/**
 * A data file of a table.
 *
 * @param name the file's name in the table's location
 * @param bytes its size
 * @param rows the rows it holds; empty when nobody counted them
 */
public record DataFile(String name, long bytes, OptionalLong rows) {

    public DataFile {
        if (name.isEmpty() || bytes < 0 || rows.orElse(0) < 0) {
            throw new IllegalArgumentException("Not a data file: \"" + name + "\", " + bytes + " bytes, " + rows);
        }
    }

    /** Whether readers take a file of this name for data; the others are marks and rests. */
    public static boolean isDataName(String name) {
        return !name.startsWith("_") && !name.startsWith(".");
    }
}
