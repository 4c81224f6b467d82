package io.relata.catalog.local;

import io.relata.TableName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Turns a database or table name, already in lower case, into a file name that every file system takes. Two names never
 * share a file name: what is not a lower-case ASCII letter, a digit, {@code _} or {@code -} becomes {@code %} and the
 * four hex digits of its UTF-16 unit, and a name too long for that ends in {@code ~} and its SHA-256.
 */
final class FileNames {

    /** Leaves room below the 255 bytes of common file systems, and for encrypted ones with 143. */
    private static final int LONGEST = 140;

    private static final int DIGEST = 64;

    private FileNames() {}

    /** The folder of a table, relative to the catalog's directory. */
    static Path of(TableName table) {
        return Path.of(of(table.database()), of(table.table()));
    }

    static String of(String name) {
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char unit = name.charAt(i);
            if (isPlain(unit)) {
                encoded.append(unit);
            } else {
                encoded.append("%%%04x".formatted((int) unit));
            }
        }
        if (encoded.length() > LONGEST) {
            // The whole encoded name is hashed: it is ASCII, so unlike the name itself it has one UTF-8 form.
            return encoded.substring(0, LONGEST - DIGEST - 1) + "~" + sha256(encoded.toString());
        }
        return encoded.toString();
    }

    private static boolean isPlain(char unit) {
        return (unit >= 'a' && unit <= 'z') || (unit >= '0' && unit <= '9') || unit == '_' || unit == '-';
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
