package io.relata.transforms.json;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What an earlier reading rejected, to be found again.
 *
 * @param file the file's path, with its scheme, as Hadoop writes paths
 * @param position the offset of its first byte in the decompressed file
 * @param reason why it was rejected
 * @param digest {@link #digest} of the text that the reject kept of it
 */
public record RejectedText(String file, long position, RejectReason reason, String digest) implements Serializable {

    public RejectedText {
        requireNonNull(file, "file");
        requireNonNull(reason, "reason");
        requireNonNull(digest, "digest");
    }

    /** SHA-256 of a text in UTF-8, in lower hexadecimal digits: what Spark's {@code sha2(text, 256)} gives. */
    public static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    boolean is(String raw) {
        return digest.equals(digest(raw));
    }

    /** Whether more than one record may have gone with it, of which nobody knows where they begin. */
    boolean mayStandForMore() {
        return reason == RejectReason.MALFORMED || reason == RejectReason.RECORDS_PATH_MISSING;
    }
}
