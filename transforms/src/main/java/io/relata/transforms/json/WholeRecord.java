package io.relata.transforms.json;

/** What a complete parser says of a record. */
public sealed interface WholeRecord {

    /**
     * The record is good.
     *
     * @param repeatedKeys how many members were met whose key its object had already
     */
    record Good(JsonValue.ObjectValue value, int repeatedKeys) implements WholeRecord {}

    /**
     * The record is none, or cannot be one.
     *
     * @param detail the reason in words
     */
    record Refused(RejectReason reason, String detail) implements WholeRecord {}
}
