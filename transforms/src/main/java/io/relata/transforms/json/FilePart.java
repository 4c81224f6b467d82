package io.relata.transforms.json;

import java.io.Serializable;

/**
 * A stretch of one file. In the layout {@link FileLayout#LINES} it owns the lines whose first byte lies in it, so parts
 * that meet share no line and lose none.
 *
 * @param path the file's, with its scheme, as Hadoop writes paths
 * @param start the offset of its first byte; 0 where the file is compressed or a document
 * @param end the offset in the decompressed file behind its last byte, and a record that begins before is read whole;
 *     {@link #WHOLE} where the file is read to its end, however long
 * @param layout how its records are set apart
 * @param bytes about how much text it holds; of what is compressed a guess
 */
public record FilePart(String path, long start, long end, FileLayout layout, long bytes) implements Serializable {

    /** The end of a part that is a whole file. */
    public static final long WHOLE = Long.MAX_VALUE;

    static FilePart whole(String path, FileLayout layout, long bytes) {
        return new FilePart(path, 0, WHOLE, layout, bytes);
    }

    /** Whether it is read from its file's start as one stream, which cannot be cut. */
    boolean isStream() {
        return end == WHOLE;
    }

    /** So many bytes of it from this offset on, of a stream from its start. */
    FilePart stretch(long from, long count) {
        return new FilePart(path, from, from + count, layout, count);
    }
}
