package io.relata.transforms.json;

/** What a complete parser says of a record. */
public sealed interface WholeRecord {

    /**
     * The record is good.
     *
     * @param duplicateKeys how many members were met whose key its object had already
     */
    record Read(JsonValue.ObjectValue value, long duplicateKeys) implements WholeRecord {}

    /**
     * The record is none, or cannot be one.
     *
     * @param detail the reason in words
     */
    record Refused(RejectReason reason, String detail) implements WholeRecord {}
}
