package io.relata.jobs.config;

import java.util.Optional;

/**
 * A key of a section of the job file. Compared by identity: each is a constant.
 *
 * @param <T> what its value is read as
 */
final class Key<T> {

    private final String name;
    private final Shape<T> shape;
    private final String meaning;
    private final boolean required;
    private final Optional<T> fallback;
    private final String fallbackShown;

    private Key(
            String name, Shape<T> shape, String meaning, boolean required, Optional<T> fallback, String fallbackShown) {
        this.name = name;
        this.shape = shape;
        this.meaning = meaning;
        this.required = required;
        this.fallback = fallback;
        this.fallbackShown = fallbackShown;
    }

    /** @param meaning what the value is, a phrase without a full stop */
    static <T> Key<T> required(String name, Shape<T> shape, String meaning) {
        return new Key<>(name, shape, meaning, true, Optional.empty(), "");
    }

    /** @param meaning what the value is, a phrase without a full stop */
    static <T> Key<T> optional(String name, Shape<T> shape, String meaning) {
        return new Key<>(name, shape, meaning, false, Optional.empty(), "");
    }

    /** The same key with a value where the file gives none. */
    Key<T> orElse(T value) {
        return new Key<>(
                name,
                shape,
                meaning,
                false,
                Optional.of(value),
                shape.written(value).toString());
    }

    /** The same key, told to have a value that follows from other keys. */
    Key<T> orElseShown(String rule) {
        return new Key<>(name, shape, meaning, false, Optional.empty(), rule);
    }

    String name() {
        return name;
    }

    Shape<T> shape() {
        return shape;
    }

    String meaning() {
        return meaning;
    }

    boolean isRequired() {
        return required;
    }

    Optional<T> fallback() {
        return fallback;
    }

    /** The value where the file gives none, for people; empty when there is none. */
    String fallbackShown() {
        return fallbackShown;
    }

    @Override
    public String toString() {
        return name;
    }
}
