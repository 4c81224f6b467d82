package io.relata.transforms.json;

import java.nio.charset.StandardCharsets;

/** The start of a record as text, for people to read. */
public final class RejectText {

    private RejectText() {}

    /** No more than {@link JsonLimits#RAW_BYTES} bytes; what is no text is shown as replacement characters. */
    public static String of(byte[] bytes, int start, int end) {
        int stop = Math.min(end, start + JsonLimits.RAW_BYTES);
        while (stop > start && stop < end && (bytes[stop] & 0xC0) == 0x80) {
            stop--;
        }
        return new String(bytes, start, stop - start, StandardCharsets.UTF_8);
    }
}
