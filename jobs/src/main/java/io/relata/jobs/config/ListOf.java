package io.relata.jobs.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Any number of values of one shape. */
record ListOf<T>(Shape<T> items) implements Shape<List<T>> {

    @Override
    public Optional<List<T>> read(Node node, KeyPath path, Reading reading) {
        reading.count(node, path);
        if (!(node instanceof Node.Items list)) {
            reading.unfit(node, path, this);
            return Optional.empty();
        }
        List<T> values = new ArrayList<>();
        for (int index = 0; index < list.items().size(); index++) {
            items.read(list.items().get(index), path.item(index), reading).ifPresent(values::add);
        }
        return values.size() == list.items().size() ? Optional.of(values) : Optional.empty();
    }

    @Override
    public String form() {
        return "a list, each item " + items.form();
    }

    @Override
    public String example() {
        return "[" + items.example() + "]";
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = Schemas.of("type", "array");
        schema.put("items", items.schema());
        return schema;
    }
}
