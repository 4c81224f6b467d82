package io.relata.transforms.shred;

/**
 * Where one table's files go.
 *
 * @param location a folder that does not exist or is empty, without a trailing slash; what lies in it is the table only
 *     once the write has returned
 * @param files how the table is divided into files
 * @param lastId the greatest id that rows of earlier runs carry, 0 for none: where ids count up they go on from there
 */
public record Destination(String location, OutputFiles files, long lastId) {

    public Destination {
        if (location.isBlank() || location.endsWith("/")) {
            throw new IllegalArgumentException("Not a location: \"" + location + "\"");
        }
        if (lastId < 0) {
            throw new IllegalArgumentException("Not an id: " + lastId);
        }
    }

    /** A destination for the first rows of a table. */
    public Destination(String location, OutputFiles files) {
        this(location, files, 0);
    }

    /** A destination for files of the default size. */
    public Destination(String location) {
        this(location, OutputFiles.DEFAULT);
    }
}
