package io.relata.transforms.columns;

import org.apache.parquet.column.Encoding;

/** The encodings of data pages of format V1, which every reader of Parquet knows, by the names they have there. */
@SuppressWarnings("deprecation") // deprecated in favour of format V2, which not every reader knows
final class PageFormat {

    /** Of the levels that a flat column has none of. */
    static final Encoding NO_LEVELS = Encoding.BIT_PACKED;

    /** Of ids, and of the values they stand for. */
    static final Encoding DICTIONARY = Encoding.PLAIN_DICTIONARY;

    private PageFormat() {}
}
