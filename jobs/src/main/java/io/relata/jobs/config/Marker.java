package io.relata.jobs.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands for something in data, read as the characters that the file has for it: YAML's null among them. */
record Marker() implements Shape<String> {

    @Override
    public Optional<String> read(Node node, KeyPath path, Reading reading) {
        reading.count(node, path);
        if (node instanceof Node.Scalar scalar
                && scalar.kind() != Node.Kind.UNKNOWN
                && !scalar.text().isBlank()) {
            return Optional.of(scalar.text());
        }
        reading.unfit(node, path, this);
        return Optional.empty();
    }

    @Override
    public String form() {
        return "a text, a number or a truth value, or null";
    }

    @Override
    public String example() {
        return "'-'";
    }

    @Override
    public Map<String, Object> schema() {
        return Schemas.of("type", List.of("string", "number", "boolean", "null"));
    }
}
