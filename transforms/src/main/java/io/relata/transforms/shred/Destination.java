package io.relata.transforms.shred;

import java.io.Serializable;
import java.util.OptionalInt;

/**
 * Where one table's files go.
 *
 * @param location a folder that does not exist or is empty, without a trailing slash
 * @param files how many files there may be at most; empty for one per task
 */
public record Destination(String location, OptionalInt files) implements Serializable {

    public Destination {
        if (location.isBlank() || location.endsWith("/")) {
            throw new IllegalArgumentException("Not a location: \"" + location + "\"");
        }
        if (files.isPresent() && files.getAsInt() < 1) {
            throw new IllegalArgumentException(location + ": a table has at least one file, not " + files.getAsInt());
        }
    }
}
