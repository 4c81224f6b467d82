package io.relata.transforms.json;

import java.io.Serializable;

/**
 * A stretch of one file. In the layout {@link FileLayout#LINES} it owns the lines whose first byte lies in it, so parts
 * that meet share no line and lose none.
 *
 * @param path the file's, with its scheme, as Hadoop writes paths
 * @param start the offset of its first byte; 0 where the file is compressed or a document
 * @param end the offset behind its last byte; {@link #WHOLE} where the file is read to its end, however long
 * @param layout how its records are set apart
 */
public record FilePart(String path, long start, long end, FileLayout layout) implements Serializable {

    /** The end of a part that is a whole file. */
    public static final long WHOLE = Long.MAX_VALUE;

    static FilePart whole(String path, FileLayout layout) {
        return new FilePart(path, 0, WHOLE, layout);
    }
}
