package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.json.RecordsPath;
import java.util.List;
import java.util.Optional;

/**
 * Where records are read from.
 *
 * @param paths files, folders and globs, each absolute or with a scheme; at least one
 * @param format how the files are written
 * @param layout how records lie in a file
 * @param records the array that holds the records of a document; empty where the document itself is the record, or
 *     lists them at its top
 */
public record SourceSpec(List<String> paths, Format format, JsonLayout layout, Optional<RecordsPath> records) {

    /** How the files of a source are written. */
    public enum Format {
        /** JSON text, plain or compressed. */
        JSON
    }

    public SourceSpec {
        paths = List.copyOf(paths);
        requireNonNull(format, "format");
        requireNonNull(layout, "layout");
        requireNonNull(records, "records");
    }
}
