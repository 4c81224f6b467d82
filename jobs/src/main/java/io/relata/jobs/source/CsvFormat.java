package io.relata.jobs.source;

import java.io.Serializable;
import java.util.List;

/**
 * How the text of CSV files is to be read.
 *
 * @param header whether each file begins with the names of its columns
 * @param delimiter what stands between two cells
 * @param quote what stands around a cell that may hold delimiters; {@link #NONE} where nothing does
 * @param escape what stands before a quote, or before itself, that is meant inside of quotes; a quote itself where they
 *     are doubled
 * @param encoding the name of a charset
 * @param nullValues the texts that stand for no value where they are not quoted, beside the empty one
 * @param timestampFormat a pattern of {@link java.time.format.DateTimeFormatter}; ISO 8601 where empty
 * @param dateFormat a pattern of {@link java.time.format.DateTimeFormatter}; ISO 8601 where empty
 * @param lineEnds whether a line may end inside of quotes
 */
public record CsvFormat(
        Header header,
        char delimiter,
        char quote,
        char escape,
        String encoding,
        List<String> nullValues,
        String timestampFormat,
        String dateFormat,
        LineEnds lineEnds)
        implements Serializable {

    /** No character at all. */
    public static final char NONE = '\0';

    /** What RFC 4180 describes, with a header. */
    public static final CsvFormat DEFAULT =
            new CsvFormat(Header.PRESENT, ',', '"', '"', "UTF-8", List.of(), "", "", LineEnds.OF_RECORDS);

    /** Whether each file begins with the names of its columns. */
    public enum Header {
        PRESENT,
        ABSENT
    }

    /** What the end of a line is. */
    public enum LineEnds {
        /** Always the end of a record, so a file can be read from any line on. */
        OF_RECORDS,
        /** Inside of quotes a part of the cell. */
        MAYBE_OF_CELLS
    }

    public CsvFormat {
        nullValues = List.copyOf(nullValues);
    }
}
