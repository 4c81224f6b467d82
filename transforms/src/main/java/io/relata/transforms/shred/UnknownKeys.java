package io.relata.transforms.shred;

/** What becomes of an object's members whose keys the schema does not name. */
public enum UnknownKeys {
    /** They are not read: the schema says what is wanted. */
    SKIPPED,
    /**
     * The policies decide, save on nulls: the schema says what a sample showed, and nothing may be lost for not being in
     * it. Values of other types than the schema's are held to be unknown as well, also where a column could take them as
     * text or as the nearest number.
     */
    JUDGED,
    /** As {@link #JUDGED}; the schema is the one that readers know, and policies that shape columns rescue. */
    KEPT;

    /** Whether policies decide. */
    public boolean areJudged() {
        return this != SKIPPED;
    }
}
