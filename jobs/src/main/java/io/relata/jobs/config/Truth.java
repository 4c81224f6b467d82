package io.relata.jobs.config;

import java.util.Map;
import java.util.Optional;

/** True or false. */
record Truth() implements Shape<Boolean> {

    @Override
    public Optional<Boolean> read(Node node, KeyPath path, Reading reading) {
        reading.count(node, path);
        if (node instanceof Node.Scalar scalar
                && (scalar.kind() == Node.Kind.TRUTH || scalar.kind() == Node.Kind.ANY)
                && (scalar.text().equals("true") || scalar.text().equals("false"))) {
            return Optional.of(scalar.text().equals("true"));
        }
        reading.unfit(node, path, this);
        return Optional.empty();
    }

    @Override
    public String form() {
        return "true or false";
    }

    @Override
    public String example() {
        return "true";
    }

    @Override
    public Map<String, Object> schema() {
        return Schemas.orVariable(Schemas.of("type", "boolean"));
    }
}
