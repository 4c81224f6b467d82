package io.relata.transforms.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A text of another encoding as UTF-8. What is not valid in either encoding is an error, never a replacement; all before
 * it is handed out first.
 */
public final class Utf8InputStream extends InputStream {

    private static final int CHARACTERS = 4096;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer stored = ByteBuffer.allocate(2 * CHARACTERS).flip();
    private final CharBuffer characters = CharBuffer.allocate(CHARACTERS).flip();
    private final ByteBuffer bytes = ByteBuffer.allocate(3 * CHARACTERS).flip();
    private CoderResult failure = CoderResult.UNDERFLOW;
    private boolean ended;

    public Utf8InputStream(InputStream in, Charset charset) {
        this.in = in;
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(target, offset, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        while (!bytes.hasRemaining() && !ended) {
            if (failure.isError()) {
                failure.throwException();
            }
            convert();
        }
        return bytes.hasRemaining();
    }

    private void convert() throws IOException {
        stored.compact();
        int count = in.read(stored.array(), stored.position(), stored.remaining());
        boolean last = count < 0;
        stored.position(stored.position() + Math.max(count, 0)).flip();
        characters.compact();
        CoderResult decoded = decoder.decode(stored, characters, last);
        characters.flip();
        bytes.clear();
        CoderResult encoded = encoder.encode(characters, bytes, last && decoded.isUnderflow());
        bytes.flip();
        failure = encoded.isError() ? encoded : decoded;
        ended = last && decoded.isUnderflow() && !failure.isError();
    }
}
