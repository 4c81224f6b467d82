package io.relata.transforms.columns;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A column of byte strings, each of its own length or all of one.
 *
 * <p>Invariant: while {@code inDictionary}, the page's values are {@code ids[0..count)}, and {@code seenIn[id]} is the
 * number of the last page that holds the id; afterwards they are the bytes of {@code plain}.
 */
final class BytesChunk extends ColumnChunk {

    private final boolean fixed;
    private final Comparator<Binary> order;
    private final ByteSequence plain = new ByteSequence();
    private BytesDictionary dictionary = new BytesDictionary();
    private int[] ids = new int[0];
    private int[] seenIn = new int[0];
    private int count;
    private int page = 1;
    private long plainLength;
    private boolean inDictionary = true;
    private boolean hasIdPages;
    private byte[] least = new byte[0];
    private byte[] greatest = new byte[0];
    private long leastHead;
    private long greatestHead;
    private boolean hasBounds;

    BytesChunk(ColumnDescriptor column, PageWriter pages) {
        super(column, pages);
        fixed = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
        order = column.getPrimitiveType().comparator();
    }

    @Override
    void appendValues(ColumnValues values, int from, int to, byte[] input) {
        BytesValues bytes = (BytesValues) values;
        int at = inDictionary ? appendIds(bytes, from, to, input) : from;
        if (at < to || (inDictionary && dictionary.totalLength() > DICTIONARY_BYTES)) {
            leaveDictionary();
        }
        for (; at < to; at++) {
            appendPlain(bytes.source(at, input), bytes.offset(at), bytes.length(at));
        }
    }

    /** Returns how far it came. */
    private int appendIds(BytesValues values, int from, int to, byte[] input) {
        if (count + to - from > ids.length) {
            ids = Arrays.copyOf(ids, Math.max(count + to - from, 2 * ids.length));
        }
        int come = dictionary.ids(values, from, to, input, ids, count);
        if (dictionary.size() > seenIn.length) {
            seenIn = Arrays.copyOf(seenIn, Math.max(16, 2 * dictionary.size()));
        }
        for (int at = from; at < come; at++) {
            seenIn[ids[count++]] = page;
            plainLength += values.length(at) + Integer.BYTES;
        }
        return come;
    }

    private void appendPlain(byte[] source, int offset, int length) {
        if (!fixed) {
            plain.putInt(length);
        }
        plain.put(source, offset, length);
        widen(source, offset, length);
    }

    /** The values of the page at hand become plain, those of earlier pages stay ids. */
    private void leaveDictionary() {
        inDictionary = false;
        for (int i = 0; i < count; i++) {
            int start = dictionary.start(ids[i]);
            appendPlain(dictionary.array(), start, dictionary.end(ids[i]) - start);
        }
        count = 0;
        ids = new int[0];
        seenIn = new int[0];
        if (!hasIdPages) {
            dictionary = new BytesDictionary();
        }
    }

    /** Takes a value into the bounds; most are told by their first bytes alone. */
    private void widen(byte[] source, int offset, int length) {
        if (fixed) {
            widenFixed(Binary.fromReusedByteArray(source, offset, length));
            return;
        }
        long head = head(source, offset, length);
        if (hasBounds && head > leastHead && head < greatestHead) {
            return;
        }
        if (!hasBounds || compare(source, offset, length, least) < 0) {
            least = Arrays.copyOfRange(source, offset, offset + length);
            leastHead = head;
        }
        if (!hasBounds || compare(source, offset, length, greatest) > 0) {
            greatest = Arrays.copyOfRange(source, offset, offset + length);
            greatestHead = head;
        }
        hasBounds = true;
    }

    private void widenFixed(Binary value) {
        if (!hasBounds || order.compare(value, Binary.fromConstantByteArray(least)) < 0) {
            least = value.getBytes();
        }
        if (!hasBounds || order.compare(value, Binary.fromConstantByteArray(greatest)) > 0) {
            greatest = value.getBytes();
        }
        hasBounds = true;
    }

    private static int compare(byte[] source, int offset, int length, byte[] bound) {
        return Arrays.compareUnsigned(source, offset, offset + length, bound, 0, bound.length);
    }

    /** The first seven bytes as a number that orders as they do; shorter values are filled with zeros. */
    private static long head(byte[] source, int offset, int length) {
        if (length >= Long.BYTES) {
            return Long.reverseBytes((long) ByteSequence.LONGS.get(source, offset)) >>> Byte.SIZE;
        }
        long head = 0;
        for (int i = 0; i < Long.BYTES - 1; i++) {
            head = (head << Byte.SIZE) | (i < length ? source[offset + i] & 0xFF : 0);
        }
        return head;
    }

    @Override
    void bounds(Statistics<?> statistics) {
        if (inDictionary) {
            for (int id = 0; id < dictionary.size(); id++) {
                if (seenIn[id] == page) {
                    int start = dictionary.start(id);
                    widen(dictionary.array(), start, dictionary.end(id) - start);
                }
            }
        }
        BinaryStatistics strings = (BinaryStatistics) statistics;
        strings.updateStats(Binary.fromConstantByteArray(least));
        strings.updateStats(Binary.fromConstantByteArray(greatest));
        hasBounds = false;
    }

    @Override
    long valueBytes() {
        return inDictionary ? IdRuns.packedBytes(count, IdRuns.bitWidth(dictionary.size())) : plain.size();
    }

    @Override
    Encoding writeValues(ByteSequence target) {
        if (inDictionary && !hasIdPages) {
            long withDictionary = valueBytes() + dictionaryBytes();
            if (withDictionary >= plainLength) {
                leaveDictionary();
                hasBounds = false;
            }
        }
        plainLength = 0;
        page++;
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
        return inDictionary || hasIdPages ? dictionary.totalLength() + (long) dictionary.size() * Integer.BYTES : 0;
    }

    @Override
    DictionaryPage dictionaryPage() {
        ByteSequence keys = new ByteSequence();
        for (int id = 0; id < dictionary.size(); id++) {
            int length = dictionary.end(id) - dictionary.start(id);
            if (!fixed) {
                keys.putInt(length);
            }
            keys.put(dictionary.array(), dictionary.start(id), length);
        }
        return new DictionaryPage(
                BytesInput.from(keys.array(), 0, keys.size()), dictionary.size(), PageFormat.DICTIONARY);
    }

    @Override
    long ownHeldBytes() {
        return plain.array().length + (long) (ids.length + seenIn.length) * Integer.BYTES + dictionary.heldBytes();
    }
}
