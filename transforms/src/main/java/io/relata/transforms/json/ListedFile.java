package io.relata.transforms.json;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;

/**
 * A file as its file system lists it, with what tells its content from that of an earlier or later one of its name.
 *
 * @param path with its scheme, as Hadoop writes paths
 * @param bytes its length as it is stored
 * @param modified when it was last written, in milliseconds since 1970 in UTC
 * @param etag the object's ETag, without quotes; empty where the file system has none
 */
public record ListedFile(String path, long bytes, long modified, Optional<String> etag) {

    public ListedFile {
        requireNonNull(path, "path");
        requireNonNull(etag, "etag");
    }

    static ListedFile of(FileStatus status) {
        Optional<String> etag =
                status instanceof EtagSource source ? Optional.ofNullable(source.getEtag()) : Optional.empty();
        return new ListedFile(
                status.getPath().toString(),
                status.getLen(),
                status.getModificationTime(),
                etag.map(tag -> tag.replace("\"", "")).filter(tag -> !tag.isEmpty()));
    }

    public InputFile file() {
        return new InputFile(path, bytes);
    }
}
