package io.relata.jobs.bookmark;

import io.relata.transforms.json.ListedFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The files that were taken, in three words of a table for each: 128 bits of a hash of the path, for which nobody finds a
 * second path, and 64 bits of one of all that tells the file from another of its name. For one thread.
 */
public final class KnownFiles {

    /** What is known of a file that is listed now. */
    public enum Knowledge {
        /** It was not taken. */
        NEW,
        /** It was taken as it is. */
        TAKEN,
        /** It was taken and is another now. */
        CHANGED
    }

    private static final int WORDS = 3;
    private static final int LEAST = 16;
    private static final int MOST = Integer.MAX_VALUE / WORDS - LEAST;

    private final MessageDigest sha256 = sha256();

    /** For each place the two words of a path, both zero where it is free, and one of the file's content. */
    private long[] table;

    private int size;

    private record Hash(long first, long second) {}

    /** An empty set with room for so many files; it grows where more come. */
    public KnownFiles(long files) {
        table = new long[WORDS * places(files)];
    }

    /** A quarter of them stays free. */
    private static int places(long files) {
        return Math.toIntExact(Math.min(MOST, LEAST + files + files / 3));
    }

    /**
     * Notes a file as taken, in the place of an earlier one of its path.
     *
     * @return whether there was none
     */
    public boolean add(ListedFile file) {
        if (4L * (size + 1) > 3L * (table.length / WORDS)) {
            grow();
        }
        Hash path = path(file);
        int place = place(path);
        boolean isNew = isFree(place);
        put(place, path, content(file));
        size += isNew ? 1 : 0;
        return isNew;
    }

    /** What is known of the file. */
    public Knowledge of(ListedFile file) {
        int place = place(path(file));
        if (isFree(place)) {
            return Knowledge.NEW;
        }
        return table[place + 2] == content(file) ? Knowledge.TAKEN : Knowledge.CHANGED;
    }

    /** How many files were noted. */
    public int size() {
        return size;
    }

    private void grow() {
        long[] before = table;
        table = new long[WORDS * places(2L * size)];
        for (int at = 0; at < before.length; at += WORDS) {
            Hash path = new Hash(before[at], before[at + 1]);
            if (path.first != 0 || path.second != 0) {
                put(place(path), path, before[at + 2]);
            }
        }
    }

    /** Where the path is, or is to come. */
    private int place(Hash path) {
        int places = table.length / WORDS;
        int number = (int) Long.remainderUnsigned(path.first, places);
        int place = number * WORDS;
        while (!isFree(place) && (table[place] != path.first || table[place + 1] != path.second)) {
            number = number + 1 == places ? 0 : number + 1;
            place = number * WORDS;
        }
        return place;
    }

    private boolean isFree(int place) {
        return table[place] == 0 && table[place + 1] == 0;
    }

    private void put(int place, Hash path, long content) {
        table[place] = path.first;
        table[place + 1] = path.second;
        table[place + 2] = content;
    }

    private Hash path(ListedFile file) {
        ByteBuffer hash =
                ByteBuffer.wrap(sha256.digest(FilePath.uniform(file.path()).getBytes(StandardCharsets.UTF_8)));
        return new Hash(hash.getLong(), hash.getLong());
    }

    private long content(ListedFile file) {
        byte[] etag = file.etag().orElse("").getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = ByteBuffer.allocate(2 * Long.BYTES + etag.length)
                .putLong(file.bytes())
                .putLong(file.modified())
                .put(etag);
        return ByteBuffer.wrap(sha256.digest(content.array())).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
