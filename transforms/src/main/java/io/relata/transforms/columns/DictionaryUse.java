package io.relata.transforms.columns;

/** Whether a dictionary is tried for a column. */
public enum DictionaryUse {
    /** As long as it makes the column smaller. */
    TRY,
    /** Never, since the values are known to differ. */
    NEVER
}
