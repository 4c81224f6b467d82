package io.relata.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes records as JSON, one a line, and counts what each table will hold. A call fits where JSON allows it; nothing
 * checks that. Not thread-safe.
 */
final class NdjsonWriter implements AutoCloseable {

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);

    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final Deque<Tally> outer = new ArrayDeque<>();
    private Tally table;
    private int used;
    private long flushed;
    private boolean first = true;

    NdjsonWriter(OutputStream out, String root) {
        this.out = out;
        this.table = tally(root);
    }

    void beginRecord() {
        table.rows++;
        beginObject();
    }

    void endRecord() {
        endObject();
        put('\n');
        first = true;
    }

    void beginObject() {
        put('{');
        first = true;
    }

    void endObject() {
        put('}');
        first = false;
    }

    /** An array whose elements are rows of this table. */
    void beginArray(String child) {
        table.keys++;
        outer.push(table);
        table = tally(child);
        put('[');
        first = true;
    }

    /** The next element follows. */
    void element() {
        table.rows++;
        comma();
    }

    void endArray() {
        put(']');
        first = false;
        table = outer.pop();
    }

    NdjsonWriter field(String name) {
        comma();
        put('"');
        ascii(name);
        put('"');
        put(':');
        return this;
    }

    void nothing() {
        ascii("null");
        first = false;
    }

    void bool(boolean value) {
        ascii(value ? "true" : "false");
        counted();
    }

    void number(long value) {
        digits(value);
        counted();
    }

    /** The number {@code unscaled / 10^scale}, with all digits of its scale. */
    void decimal(long unscaled, int scale) {
        long whole = unscaled;
        long power = 1;
        for (int digit = 0; digit < scale; digit++) {
            whole /= 10;
            power *= 10;
        }
        if (unscaled < 0 && whole == 0) {
            put('-');
        }
        digits(whole);
        put('.');
        long rest = Math.abs(unscaled % power);
        for (power /= 10; power > 0; power /= 10) {
            put(DIGITS[(int) (rest / power % 10)]);
        }
        counted();
    }

    /** Text in UTF-8; only what JSON demands is escaped. */
    void text(String value) {
        put('"');
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            if (character < 0x80) {
                asciiOrEscape(character);
            } else if (Character.isHighSurrogate(character)) {
                at++;
                utf8(Character.toCodePoint(character, value.charAt(at)));
            } else {
                utf8(character);
            }
        }
        put('"');
        counted();
    }

    /** Text in ASCII; everything else, and the slash, is escaped. */
    void escapedText(String value) {
        ascii(value, "\\/");
    }

    /** Text in ASCII; everything else is escaped. */
    void asciiText(String value) {
        ascii(value, "/");
    }

    private void ascii(String value, String slash) {
        put('"');
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            if (character >= 0x80) {
                unicodeEscape(character);
            } else if (character == '/') {
                ascii(slash);
            } else {
                asciiOrEscape(character);
            }
        }
        put('"');
        counted();
    }

    /** Text like {@code 2024-02-28T07:08:09Z}. */
    void timestamp(int year, int month, int day, int secondOfDay) {
        put('"');
        digits(year);
        put('-');
        twoDigits(month);
        put('-');
        twoDigits(day);
        put('T');
        twoDigits(secondOfDay / 3_600);
        put(':');
        twoDigits(secondOfDay / 60 % 60);
        put(':');
        twoDigits(secondOfDay % 60);
        put('Z');
        put('"');
        counted();
    }

    long bytes() {
        return flushed + used;
    }

    Map<String, TableCounts> counts() {
        Map<String, TableCounts> counts = new LinkedHashMap<>();
        tallies.forEach((name, tally) -> counts.put(name, tally.counts()));
        return counts;
    }

    @Override
    public void close() {
        try {
            flush();
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Tally tally(String name) {
        return tallies.computeIfAbsent(name, key -> new Tally());
    }

    private void counted() {
        table.values++;
        first = false;
    }

    private void comma() {
        if (!first) {
            put(',');
        }
        first = true;
    }

    private void asciiOrEscape(char character) {
        switch (character) {
            case '"', '\\' -> {
                put('\\');
                put(character);
            }
            case '\n' -> ascii("\\n");
            case '\t' -> ascii("\\t");
            default -> {
                if (character < 0x20) {
                    unicodeEscape(character);
                } else {
                    put(character);
                }
            }
        }
    }

    private void unicodeEscape(char character) {
        ascii("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(DIGITS[character >> shift & 0xf]);
        }
    }

    private void utf8(int codePoint) {
        if (codePoint < 0x800) {
            put(0xc0 | codePoint >> 6);
        } else {
            if (codePoint < 0x10000) {
                put(0xe0 | codePoint >> 12);
            } else {
                put(0xf0 | codePoint >> 18);
                put(0x80 | (codePoint >> 12 & 0x3f));
            }
            put(0x80 | (codePoint >> 6 & 0x3f));
        }
        put(0x80 | (codePoint & 0x3f));
    }

    private void digits(long value) {
        if (value < 0) {
            put('-');
        }
        long power = 1;
        while (value / power > 9 || value / power < -9) {
            power *= 10;
        }
        for (; power > 0; power /= 10) {
            put(DIGITS[(int) Math.abs(value / power % 10)]);
        }
    }

    private void twoDigits(int value) {
        put(DIGITS[value / 10]);
        put(DIGITS[value % 10]);
    }

    private void ascii(String text) {
        for (int at = 0; at < text.length(); at++) {
            put(text.charAt(at));
        }
    }

    private void put(int octet) {
        if (used == buffer.length) {
            flush();
        }
        buffer[used++] = (byte) octet;
    }

    private void flush() {
        try {
            out.write(buffer, 0, used);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        flushed += used;
        used = 0;
    }

    private static final class Tally {
        private long rows;
        private long keys;
        private long values;

        TableCounts counts() {
            return new TableCounts(rows, keys, values);
        }
    }
}
