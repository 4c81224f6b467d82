package io.relata.jobs.config;

import java.util.Map;
import java.util.Optional;

/**
 * Text that is not blank.
 *
 * @param form what the text is, with its article
 * @param example a text that fits
 * @param pattern what all of it must match; empty for anything
 * @param conversion makes the value of it
 */
record Text<T>(String form, String example, String pattern, Conversion<T> conversion) implements Shape<T> {

    private static final int LONGEST = 4_096;

    /** Makes a value of a text, or says why it cannot. */
    @FunctionalInterface
    interface Conversion<T> {
        Optional<T> of(Node.Scalar text, KeyPath path, Reading reading);
    }

    @Override
    public Optional<T> read(Node node, KeyPath path, Reading reading) {
        reading.count(node, path);
        if (!(node instanceof Node.Scalar scalar)
                || (scalar.kind() != Node.Kind.TEXT && scalar.kind() != Node.Kind.ANY)) {
            reading.unfit(node, path, this);
            return Optional.empty();
        }
        if (scalar.text().isBlank()) {
            reading.problem(scalar.place(), path, "it is blank", "Write " + form);
            return Optional.empty();
        }
        if (scalar.text().length() > LONGEST) {
            reading.problem(
                    scalar.place(),
                    path,
                    "it has " + scalar.text().length() + " characters and the most allowed is " + LONGEST,
                    "Shorten it");
            return Optional.empty();
        }
        if (!pattern.isEmpty() && !scalar.text().matches(pattern)) {
            reading.unfit(node, path, this);
            return Optional.empty();
        }
        return conversion.of(scalar, path, reading);
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = Schemas.of("type", "string");
        schema.put("pattern", pattern.isEmpty() ? "\\S" : pattern);
        return pattern.isEmpty() ? schema : Schemas.orVariable(schema);
    }

    @Override
    public Object written(T value) {
        return value.toString();
    }
}
