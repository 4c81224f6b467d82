package io.relata.transforms.json;

/** Searches line feeds. */
final class LineFeeds {

    static final int NONE = -1;

    private LineFeeds() {}

    /**
     * The first index at or behind {@code start}, or {@link #NONE}.
     *
     * @param bytes goes on for at least {@link RecordScanner#PADDING} bytes beyond {@code limit}
     */
    static int next(byte[] bytes, int start, int limit) {
        for (int at = start; at < limit; at += Long.BYTES) {
            long found = Words.lineFeeds(Words.at(bytes, at));
            if (found != 0) {
                int index = at + Words.first(found);
                return index < limit ? index : NONE;
            }
        }
        return NONE;
    }

    /** The last index before {@code limit}, or {@link #NONE}. */
    static int last(byte[] bytes, int limit) {
        int at = limit - 1;
        while (at >= 0 && bytes[at] != '\n') {
            at--;
        }
        return at;
    }
}
