package io.relata.jobs.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of one shape, or a list of at least one. */
record OneOrMore<T>(Shape<T> item) implements Shape<List<T>> {

    @Override
    public Optional<List<T>> read(Node node, KeyPath path, Reading reading) {
        if (node instanceof Node.Items list && !list.items().isEmpty()) {
            return new ListOf<>(item).read(node, path, reading);
        }
        if (node instanceof Node.Scalar) {
            return item.read(node, path, reading).map(List::of);
        }
        reading.unfit(node, path, this);
        return Optional.empty();
    }

    @Override
    public String form() {
        return item.form() + " or a list of at least one";
    }

    @Override
    public String example() {
        return item.example();
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> list = new ListOf<>(item).schema();
        list.put("minItems", 1);
        return Schemas.of("anyOf", List.of(item.schema(), list));
    }
}
