package io.relata.jobs.config;

import java.util.Map;
import java.util.Optional;

/**
 * What a value of the job file must look like. The reader checks with it and the job file's schema is written from it,
 * so the two cannot disagree.
 *
 * @param <T> what a fitting value is read as
 */
sealed interface Shape<T>
        permits Text, Truth, WholeNumber, ByteSize, Choice, ListOf, OneOrMore, MapOf, Marker, Section, Sign, Word {

    /** The value; empty when it does not fit, and the reading then holds at least one problem more. */
    Optional<T> read(Node node, KeyPath path, Reading reading);

    /** For messages and the reference page: {@code a whole number from 1 to 9}. */
    String form();

    /** A value that fits, as the file writes it. */
    String example();

    /** As JSON Schema, draft 2020-12. Values that the environment fills in later fit too. */
    Map<String, Object> schema();

    /** A value as the schema writes it. */
    default Object written(T value) {
        return value;
    }
}
