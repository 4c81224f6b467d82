package io.relata.transforms.columns;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.BooleanStatistics;
import org.apache.parquet.column.statistics.Statistics;

/** A column of booleans, a bit each. */
final class BooleanChunk extends ColumnChunk {

    private final ByteSequence bits = new ByteSequence();
    private int pending;
    private int pendingBits;
    private boolean hasTrue;
    private boolean hasFalse;

    BooleanChunk(ColumnDescriptor column, PageWriter pages) {
        super(column, pages);
    }

    @Override
    void appendValues(ColumnValues values, int from, int to, byte[] input) {
        long[] source = ((NumberValues) values).values();
        for (int i = from; i < to; i++) {
            int bit = (int) source[i];
            hasTrue |= bit == 1;
            hasFalse |= bit == 0;
            pending |= bit << pendingBits++;
            if (pendingBits == Byte.SIZE) {
                endByte();
            }
        }
    }

    private void endByte() {
        bits.put(pending);
        pending = 0;
        pendingBits = 0;
    }

    @Override
    void bounds(Statistics<?> statistics) {
        ((BooleanStatistics) statistics).setMinMax(!hasFalse, hasTrue);
        hasTrue = false;
        hasFalse = false;
    }

    @Override
    long valueBytes() {
        return bits.size();
    }

    @Override
    Encoding writeValues(ByteSequence target) {
        if (pendingBits > 0) {
            endByte();
        }
        target.put(bits.array(), 0, bits.size());
        bits.clear();
        return Encoding.PLAIN;
    }

    @Override
    boolean hasDictionaryPage() {
        return false;
    }

    @Override
    long dictionaryBytes() {
        return 0;
    }

    @Override
    DictionaryPage dictionaryPage() {
        return new DictionaryPage(BytesInput.empty(), 0, PageFormat.DICTIONARY);
    }

    @Override
    long ownHeldBytes() {
        return bits.array().length;
    }
}
