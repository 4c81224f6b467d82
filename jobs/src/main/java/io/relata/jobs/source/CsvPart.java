package io.relata.jobs.source;

import io.relata.transforms.json.FilePart;
import java.io.Serializable;

/**
 * A part of a CSV file.
 *
 * @param header the offset of the file's header; {@link #NO_HEADER} where it has none
 * @param columns where the columns stand in the file
 */
record CsvPart(FilePart part, long header, CsvColumns columns) implements Serializable {

    static final long NO_HEADER = -1;
}
