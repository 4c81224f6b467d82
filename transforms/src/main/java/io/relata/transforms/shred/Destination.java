package io.relata.transforms.shred;

/**
 * Where one table's files go.
 *
 * @param location a folder that does not exist or is empty, without a trailing slash; what lies in it is the table only
 *     once the write has returned
 * @param files how the table is divided into files
 */
public record Destination(String location, OutputFiles files) {

    public Destination {
        if (location.isBlank() || location.endsWith("/")) {
            throw new IllegalArgumentException("Not a location: \"" + location + "\"");
        }
    }

    /** A destination for files of the default size. */
    public Destination(String location) {
        this(location, OutputFiles.DEFAULT);
    }
}
