package io.relata.transforms.json;

import java.util.OptionalLong;

/**
 * Where a record was found.
 *
 * @param file the file's path
 * @param position the offset of its first byte in the decompressed file; empty where the file is not in UTF-8
 */
public record RecordPlace(String file, OptionalLong position) {

    /** In words: {@code s3a://b/f.json, byte 12}. */
    public String shown() {
        return position.isPresent() ? file + ", byte " + position.getAsLong() : file;
    }
}
