package io.relata;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The folder of a table, decided by its name alone, whatever characters that holds: two tables never share a folder,
 * not even where the file system ignores case; no name leads out of the parent folder; and none is one that readers
 * skip.
 */
public final class FolderName {

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9-][a-z0-9_.-]{0,99}");
    private static final int READABLE = 40;
    private static final int HASH_BYTES = 6;

    private FolderName() {}

    /** The name itself where it is a plain one, otherwise what is readable of it and a hash. */
    public static String of(String table) {
        if (PLAIN.matcher(table).matches()) {
            return table;
        }
        String readable =
                table.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
        readable = readable.substring(0, Math.min(READABLE, readable.length())).replaceAll("-+$", "");
        return (readable.isEmpty() ? "table" : readable) + "~" + hash(table);
    }

    private static String hash(String name) {
        try {
            // not getBytes: every charset turns all unpaired surrogates into one replacement
            ByteBuffer characters = ByteBuffer.allocate(2 * name.length());
            characters.asCharBuffer().put(name);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(characters.array());
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }
}
