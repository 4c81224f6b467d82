package io.relata.transforms.json;

import java.io.IOException;

/**
 * Takes the records of a split one after another, straight from the bytes they were read into. Used by one thread.
 *
 * <p>{@link #scan} may be narrow and fast: what it refuses comes again through {@link #judge}, which must decide.
 */
public interface RecordScanner {

    /** What {@link #scan} returns when it does not take a record. */
    int REFUSED = -1;

    /** How many bytes may be read, though not used, beyond the limit of a call. */
    int PADDING = 16;

    /** How the records of the calls that follow are set apart. */
    void framing(Framing framing);

    /**
     * Tells where the bytes of the calls that follow come from, to those that name places of records.
     *
     * @param first the place of index 0
     */
    default void origin(RecordPlace first) {}

    /**
     * Takes one record, and what follows it up to the next one: white space up to and with the line feed in
     * {@link Framing#LINES}, white space up to {@code limit} in {@link Framing#RANGES}.
     *
     * @param start the record's first byte, which is not white space
     * @param limit where these bytes end; in {@link Framing#LINES} the end of a line, though not always of this one
     * @return where the next record may begin; {@link #REFUSED} when nothing was taken, and then nothing of it is kept
     */
    int scan(byte[] bytes, int start, int limit) throws IOException;

    /**
     * Decides on a record that {@link #scan} refused.
     *
     * @param end behind the record's last byte; white space may stand before it
     */
    void judge(byte[] bytes, int start, int end, RecordPlace place) throws IOException;

    /** Takes note of what is no record at all. */
    void reject(JsonReject reject) throws IOException;

    /** The bytes of the calls so far are about to be overwritten. */
    void release() throws IOException;
}
