package io.relata.transforms.json;

import java.nio.charset.StandardCharsets;

/** The start of what is rejected as text, for people to read. */
public final class Rejects {

    private Rejects() {}

    /** At most {@link JsonLimits#RAW_BYTES} bytes; what is no text is shown as replacement characters. */
    public static String raw(byte[] bytes, int start, int end) {
        int cut = start + Math.min(end - start, JsonLimits.RAW_BYTES);
        while (cut > start && cut < end && (bytes[cut] & 0xC0) == 0x80) {
            cut--;
        }
        return new String(bytes, start, cut - start, StandardCharsets.UTF_8);
    }
}
