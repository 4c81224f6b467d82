package io.relata.transforms.json;

/**
 * Something in the place of a record that is none, or that cannot be one.
 *
 * @param raw its text, cut at {@link JsonLimits#RAW_BYTES} bytes, with what is not UTF-8 replaced
 * @param reason the code
 * @param detail the reason in words
 * @param place where it begins
 */
public record JsonReject(String raw, RejectReason reason, String detail, RecordPlace place) {}
