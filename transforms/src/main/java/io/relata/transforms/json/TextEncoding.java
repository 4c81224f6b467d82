package io.relata.transforms.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The encoding of a JSON text, told by its first four bytes: a byte order mark, or where the zeros lie. */
public enum TextEncoding {
    UTF_8(StandardCharsets.UTF_8),
    UTF_16BE(StandardCharsets.UTF_16BE),
    UTF_16LE(StandardCharsets.UTF_16LE),
    UTF_32BE(Charset.forName("UTF-32BE")),
    UTF_32LE(Charset.forName("UTF-32LE"));

    /** How many bytes {@link #of} looks at. */
    public static final int HEAD = 4;

    private final Charset charset;

    TextEncoding(Charset charset) {
        this.charset = charset;
    }

    /** Looks at the next bytes and puts them back; the stream must be able to take {@value #HEAD} of them. */
    public static TextEncoding of(PushbackInputStream in) throws IOException {
        byte[] head = in.readNBytes(HEAD);
        in.unread(head);
        return of(head);
    }

    /** The stream's text in UTF-8. */
    public InputStream asUtf8(InputStream in) {
        return this == UTF_8 ? in : new Utf8InputStream(in, charset);
    }

    private static TextEncoding of(byte[] head) {
        if (startsWith(head, 0, 0, 0xFE, 0xFF) || hasZeros(head, true, true, true, false)) {
            return UTF_32BE;
        }
        if (startsWith(head, 0xFF, 0xFE, 0, 0) || hasZeros(head, false, true, true, true)) {
            return UTF_32LE;
        }
        if (startsWith(head, 0xFE, 0xFF) || hasZeros(head, true, false)) {
            return UTF_16BE;
        }
        if (startsWith(head, 0xFF, 0xFE) || hasZeros(head, false, true)) {
            return UTF_16LE;
        }
        return UTF_8;
    }

    private static boolean startsWith(byte[] head, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasZeros(byte[] head, boolean... zeros) {
        for (int i = 0; i < zeros.length; i++) {
            if (i >= head.length || (head[i] == 0) != zeros[i]) {
                return false;
            }
        }
        return true;
    }
}
