package io.relata.transforms.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * A stretch of a file's decompressed text, moved along it. Serves one file after another, so that a split of many small
 * files takes one array.
 *
 * <p>Invariant: {@code bytes[0, filled)} are the text's bytes from {@code base}; {@code filled <= room <= most}; the
 * array is at least {@link RecordScanner#PADDING} longer than {@code room}.
 */
final class Window {

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 64;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final int usual;
    private final int most;
    private byte[] bytes;
    private InputStream in = InputStream.nullInputStream();
    private String file = "";
    private long base;
    private int filled;
    private int room;
    private boolean ended;
    private boolean undecodable;

    /**
     * @param chunk how much is held where nothing longer must be
     * @param longest the longest record; of one more byte there is room
     */
    Window(int chunk, int longest) {
        most = Math.min(longest, LARGEST_ARRAY - RecordScanner.PADDING - 1) + 1;
        usual = Math.min(chunk, most);
        room = usual;
        bytes = new byte[usual + RecordScanner.PADDING];
    }

    /** Begins another file, whose stream stands at this offset. */
    void begin(String file, InputStream in, long offset) {
        this.file = file;
        this.in = in;
        base = offset;
        filled = 0;
        room = usual;
        ended = false;
        undecodable = false;
    }

    byte[] bytes() {
        return bytes;
    }

    int filled() {
        return filled;
    }

    /** The offset in the text of an index. */
    long offset(int index) {
        return base + index;
    }

    /** Whether there is nothing to read behind what is held. */
    boolean ended() {
        return ended;
    }

    /** Whether it ended since what follows is no text. */
    boolean undecodable() {
        return undecodable;
    }

    /** Whether no more can be held unless some of it is dropped. */
    boolean isFull() {
        return filled == most;
    }

    /** Lets go of what is before this index; the rest moves to the front. */
    void drop(int count) {
        if (count > 0) {
            System.arraycopy(bytes, count, bytes, 0, filled - count);
            base += count;
            filled -= count;
            room = Math.max(usual, filled);
        }
    }

    /** Reads on, into more room where it is full: no more than {@code limit} bytes, and fewer only at the end. */
    void fill(long limit) throws IOException {
        if (filled == room) {
            grow();
        }
        int wanted = (int) Math.min(limit, room - filled);
        while (wanted > 0 && !ended) {
            int count = read(wanted);
            filled += count;
            wanted -= count;
        }
    }

    /** Whether the text begins with a byte order mark, which is held then. */
    boolean startsWithMark() throws IOException {
        fill(MARK.length);
        while (filled < MARK.length && !ended && !isFull()) {
            fill(MARK.length - filled);
        }
        return filled >= MARK.length && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
    }

    static IOException unreadable(String file, long offset, Exception cause) {
        return new IOException("Cannot read %s past byte %d: %s".formatted(file, offset, cause.getMessage()), cause);
    }

    private void grow() {
        room = (int) Math.min(most, 2L * room);
        if (room + RecordScanner.PADDING > bytes.length) {
            bytes = Arrays.copyOf(bytes, room + RecordScanner.PADDING);
        }
    }

    private int read(int wanted) throws IOException {
        try {
            int count = in.read(bytes, filled, wanted);
            ended = count < 0;
            return Math.max(count, 0);
        } catch (CharacterCodingException e) {
            undecodable = true;
            ended = true;
            return 0;
        } catch (IOException | RuntimeException e) {
            // Decompressors answer to some broken files with unchecked exceptions.
            throw unreadable(file, offset(filled), e);
        }
    }
}
