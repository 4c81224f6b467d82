package io.relata.jobs.config;

import java.util.Map;
import java.util.Optional;

/** A key whose entries will be read in a later version; until then it may only be empty. */
record NothingYet() implements Shape<Map<String, String>> {

    @Override
    public Optional<Map<String, String>> read(Node node, KeyPath path, Reading reading) {
        reading.count(node, path);
        if (!(node instanceof Node.Members entries)) {
            reading.unfit(node, path, this);
            return Optional.empty();
        }
        if (!entries.members().isEmpty()) {
            reading.problem(
                    node.place(), path, "its entries are not available yet", "Remove it, or leave it empty: {}");
            return Optional.empty();
        }
        return Optional.of(Map.of());
    }

    @Override
    public String form() {
        return "{}, as its entries are not available yet";
    }

    @Override
    public String example() {
        return "{}";
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = Schemas.of("type", "object");
        schema.put("maxProperties", 0);
        return schema;
    }
}
