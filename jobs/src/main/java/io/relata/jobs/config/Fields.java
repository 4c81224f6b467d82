package io.relata.jobs.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one section of a job file says. Immutable. */
final class Fields {

    private final KeyPath path;
    private final Place place;
    private final Map<Key<?>, Field> fields;
    private final Set<String> names;

    /**
     * A value read by its key's shape.
     *
     * @param place where the value stands
     */
    record Field(Object value, Place place) {}

    /** @param names the keys that the file gives, those among them that could not be read */
    Fields(KeyPath path, Place place, Map<Key<?>, Field> fields, Set<String> names) {
        this.path = path;
        this.place = place;
        this.fields = fields;
        this.names = names;
    }

    /** What the file says, or the key's default. */
    // Only Section makes fields, each from its own key's shape.
    @SuppressWarnings("unchecked")
    <T> Optional<T> find(Key<T> key) {
        Field field = fields.get(key);
        return field == null ? key.fallback() : Optional.of((T) field.value());
    }

    /** Whether the file says it, and it could be read. */
    boolean says(Key<?> key) {
        return fields.containsKey(key);
    }

    /** Whether the file says it, be it readable or not. */
    boolean names(Key<?> key) {
        return names.contains(key.name());
    }

    /** @throws IllegalStateException when the file does not say it: the reading had problems, or the key is optional */
    <T> T value(Key<T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException("No value for " + path(key)));
    }

    /** Where the value stands, or the section when it has none. */
    Place place(Key<?> key) {
        Field field = fields.get(key);
        return field == null ? place : field.place();
    }

    /** Where the section begins. */
    Place place() {
        return place;
    }

    KeyPath path() {
        return path;
    }

    KeyPath path(Key<?> key) {
        return path.then(key.name());
    }
}
