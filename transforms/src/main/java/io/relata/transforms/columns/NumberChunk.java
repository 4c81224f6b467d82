package io.relata.transforms.columns;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.FloatStatistics;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;

/**
 * A column of 4 or 8 bytes a value.
 *
 * <p>Invariant: while {@code inDictionary}, the page's values are {@code ids[0..count)}; afterwards they are the bytes
 * of {@code plain}.
 */
final class NumberChunk extends ColumnChunk {

    private final int width;
    private final ByteSequence plain = new ByteSequence();
    private NumberDictionary dictionary = new NumberDictionary();
    private int[] ids = new int[0];
    private int count;
    private boolean inDictionary;
    private boolean hasIdPages;
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;
    private double leastDouble = Double.NaN;
    private double greatestDouble = Double.NaN;
    private boolean hasDouble;
    private final Numbers numbers;

    /** What the bits of a value are. */
    enum Numbers {
        INT(4),
        LONG(8),
        FLOAT(4),
        DOUBLE(8);

        private final int width;

        Numbers(int width) {
            this.width = width;
        }
    }

    NumberChunk(ColumnDescriptor column, PageWriter pages, Numbers numbers, DictionaryUse dictionaryUse) {
        super(column, pages);
        this.numbers = numbers;
        this.width = numbers.width;
        this.inDictionary = dictionaryUse == DictionaryUse.TRY;
    }

    @Override
    void appendValues(ColumnValues values, int from, int to, byte[] input) throws IOException {
        long[] source = ((NumberValues) values).values();
        widenBounds(source, from, to);
        int at = inDictionary ? appendIds(source, from, to) : from;
        if (at < to || (inDictionary && (long) dictionary.size() * width > DICTIONARY_BYTES)) {
            leaveDictionary();
        }
        appendPlain(source, at, to);
    }

    /** Returns how far it came. */
    private int appendIds(long[] source, int from, int to) {
        if (count + to - from > ids.length) {
            ids = Arrays.copyOf(ids, Math.max(count + to - from, 2 * ids.length));
        }
        int come = dictionary.ids(source, from, to, ids, count);
        count += come - from;
        return come;
    }

    /** The values of the page at hand become plain, those of earlier pages stay ids. */
    private void leaveDictionary() {
        inDictionary = false;
        for (int i = 0; i < count; i++) {
            plain.putLong(dictionary.key(ids[i]), width);
        }
        count = 0;
        ids = new int[0];
        if (!hasIdPages) {
            dictionary = new NumberDictionary();
        }
    }

    private void appendPlain(long[] source, int from, int to) {
        plain.reserve((to - from) * width + Long.BYTES);
        for (int i = from; i < to; i++) {
            plain.putLong(source[i], width);
        }
    }

    private void widenBounds(long[] source, int from, int to) {
        if (numbers == Numbers.DOUBLE || numbers == Numbers.FLOAT) {
            for (int i = from; i < to; i++) {
                widen(
                        numbers == Numbers.DOUBLE
                                ? Double.longBitsToDouble(source[i])
                                : Float.intBitsToFloat((int) source[i]));
            }
        } else {
            long low = least;
            long high = greatest;
            for (int i = from; i < to; i++) {
                low = Math.min(low, source[i]);
                high = Math.max(high, source[i]);
            }
            least = low;
            greatest = high;
        }
    }

    // NaN counts as the greatest, as parquet-java has it, which then leaves such bounds out of the file.
    private void widen(double value) {
        if (!hasDouble) {
            leastDouble = value;
            greatestDouble = value;
            hasDouble = true;
        } else if (Double.compare(value, leastDouble) < 0) {
            leastDouble = value;
        } else if (Double.compare(value, greatestDouble) > 0) {
            greatestDouble = value;
        }
    }

    @Override
    void bounds(Statistics<?> statistics) {
        if (statistics instanceof IntStatistics ints) {
            ints.setMinMax((int) least, (int) greatest);
        } else if (statistics instanceof LongStatistics longs) {
            longs.setMinMax(least, greatest);
        } else if (statistics instanceof FloatStatistics floats) {
            floats.setMinMax((float) leastDouble, (float) greatestDouble);
        } else if (statistics instanceof DoubleStatistics doubles) {
            doubles.setMinMax(leastDouble, greatestDouble);
        }
        least = Long.MAX_VALUE;
        greatest = Long.MIN_VALUE;
        hasDouble = false;
    }

    @Override
    long valueBytes() {
        return inDictionary ? IdRuns.packedBytes(count, IdRuns.bitWidth(dictionary.size())) : plain.size();
    }

    @Override
    Encoding writeValues(ByteSequence target) {
        if (inDictionary && !hasIdPages) {
            long withDictionary = valueBytes() + dictionaryBytes();
            if (withDictionary >= (long) count * width) {
                leaveDictionary();
            }
        }
        if (!inDictionary) {
            target.put(plain.array(), 0, plain.size());
            plain.clear();
            return Encoding.PLAIN;
        }
        int bitWidth = IdRuns.bitWidth(dictionary.size());
        target.put(bitWidth);
        IdRuns.write(ids, count, bitWidth, target);
        count = 0;
        hasIdPages = true;
        return PageFormat.DICTIONARY;
    }

    @Override
    boolean hasDictionaryPage() {
        return hasIdPages;
    }

    @Override
    long dictionaryBytes() {
        return inDictionary || hasIdPages ? (long) dictionary.size() * width : 0;
    }

    @Override
    DictionaryPage dictionaryPage() {
        ByteSequence keys = new ByteSequence();
        for (int id = 0; id < dictionary.size(); id++) {
            keys.putLong(dictionary.key(id), width);
        }
        return new DictionaryPage(
                BytesInput.from(keys.array(), 0, keys.size()), dictionary.size(), PageFormat.DICTIONARY);
    }

    @Override
    long ownHeldBytes() {
        return plain.array().length + (long) ids.length * Integer.BYTES + dictionary.heldBytes();
    }
}
