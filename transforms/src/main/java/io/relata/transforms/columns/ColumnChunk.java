package io.relata.transforms.columns;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;

/**
 * One column of one row group on its way into pages of format V1. Values go through a dictionary as long as that makes
 * them smaller: a dictionary that grows beyond {@value #DICTIONARY_BYTES} bytes, or that does not pay for itself on the
 * first page, is given up, and the values after that are written plainly.
 */
abstract class ColumnChunk {

    static final int DICTIONARY_BYTES = 1 << 20;

    private static final int PAGE_ROWS = 20_000;
    private static final int PAGE_BYTES = 1 << 20;
    private static final int SLICE_ROWS = 2_048;

    private final ColumnDescriptor column;
    private final PageWriter pages;
    private final Levels levels = new Levels();
    private final ByteSequence page = new ByteSequence();
    private int nonNulls;

    ColumnChunk(ColumnDescriptor column, PageWriter pages) {
        this.column = column;
        this.pages = pages;
    }

    /** Appends the column's values in the first {@code rows} rows of a batch. */
    final void append(ColumnValues values, int rows, byte[] input) throws IOException {
        int place = 0;
        for (int row = 0; row < rows; row += SLICE_ROWS) {
            int end = Math.min(rows, row + SLICE_ROWS);
            int count = values.count(row, end);
            values.levels(row, end, levels);
            appendValues(values, place, place + count, input);
            place += count;
            nonNulls += count;
            if (levels.rows() >= PAGE_ROWS || valueBytes() >= PAGE_BYTES) {
                endPage();
            }
        }
    }

    /** Takes the values at these places into the page. */
    abstract void appendValues(ColumnValues values, int from, int to, byte[] input) throws IOException;

    /** About how many bytes the page's values take. */
    abstract long valueBytes();

    /** Writes the page's values and forgets them; answers how they are encoded. */
    abstract Encoding writeValues(ByteSequence target);

    /** The least and the greatest value of the page, which holds at least one; asked before the values are written. */
    abstract void bounds(Statistics<?> statistics);

    /** Bytes held in memory for what is yet to become pages. */
    abstract long ownHeldBytes();

    /** The values that ids stand for, if any page has ids. */
    abstract DictionaryPage dictionaryPage();

    abstract boolean hasDictionaryPage();

    /** About how many bytes the dictionary takes in the file if it stays; 0 where there is none. */
    abstract long dictionaryBytes();

    /** Ends the page at hand, if it has a row. */
    final void endPage() throws IOException {
        int rows = levels.rows();
        if (rows == 0) {
            return;
        }
        Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
        statistics.incrementNumNulls(levels.nulls());
        if (nonNulls > 0) {
            bounds(statistics);
        }
        page.clear();
        if (column.getMaxDefinitionLevel() > 0) {
            levels.write(page);
        }
        Encoding encoding = writeValues(page);
        pages.writePage(
                BytesInput.from(page.array(), 0, page.size()),
                rows,
                rows,
                statistics,
                PageFormat.NO_LEVELS,
                Encoding.RLE,
                encoding);
        levels.clear();
        nonNulls = 0;
    }

    /** Ends the last page and the dictionary. */
    final void end() throws IOException {
        endPage();
        if (hasDictionaryPage()) {
            pages.writeDictionaryPage(dictionaryPage());
        }
    }

    /** Bytes held in memory, pages that are done included. */
    final long heldBytes() {
        return pages.getMemSize() + page.array().length + ownHeldBytes();
    }

    /** Bytes that the pages done so far take in the file, and the page at hand and the dictionary before compression. */
    final long writtenBytes() {
        return pages.getMemSize() + valueBytes() + dictionaryBytes();
    }
}
