package io.relata.jobs.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A text, number or truth value, read as the characters that the file has for it. */
record Word() implements Shape<String> {

    @Override
    public Optional<String> read(Node node, KeyPath path, Reading reading) {
        reading.count(node, path);
        if (node instanceof Node.Scalar scalar) {
            switch (scalar.kind()) {
                case TEXT, ANY, WHOLE_NUMBER, OTHER_NUMBER, TRUTH -> {
                    return Optional.of(scalar.text());
                }
                case NOTHING, UNKNOWN -> {
                    // told below
                }
            }
        }
        reading.unfit(node, path, this);
        return Optional.empty();
    }

    @Override
    public String form() {
        return "a text, a number or a truth value";
    }

    @Override
    public String example() {
        return "paid";
    }

    @Override
    public Map<String, Object> schema() {
        return Schemas.of("type", List.of("string", "number", "boolean"));
    }
}
