package io.relata.transforms.json;

/** Why a record was rejected; the names are the codes of the rejects table. */
public enum RejectReason {
    /** Not of the format that the source is read as, or not text. */
    MALFORMED,
    /** JSON, but a number, text, list or null where a record must be an object. */
    NOT_AN_OBJECT,
    /** Beyond what one record may hold. */
    TOO_LARGE,
    /** Objects and lists inside one another beyond the limit. */
    TOO_DEEP,
    /** The document holds no list at the records path. */
    RECORDS_PATH_MISSING,
    /** A good record in itself, but with a value that the schema's type cannot hold. */
    SCHEMA_MISMATCH,
    /** A good record in itself, but with a value of a kind that the job's policy rejects. */
    TYPE_CONFLICT,
    /** A good record in itself, but without a value in a field that the job requires. */
    MISSING_FIELD
}
