package io.relata.jobs.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fixed set of keys.
 *
 * @param keys in the order of the reference page
 * @param oneOf those of which at least one must be given, the most common first; empty where none of several must be
 */
record Section(List<Key<?>> keys, List<Key<?>> oneOf) implements Shape<Fields> {

    Section(Key<?>... keys) {
        this(List.of(keys), List.of());
    }

    /** The same keys, at least one of these given. */
    Section withOneOf(Key<?>... choices) {
        return new Section(keys, List.of(choices));
    }

    /** The fields that could be read; a caller that needs them all first sees to it that there are no problems. */
    @Override
    public Optional<Fields> read(Node node, KeyPath path, Reading reading) {
        reading.count(node, path);
        if (!(node instanceof Node.Members section)) {
            reading.unfit(node, path, this);
            return Optional.empty();
        }
        Map<String, Key<?>> byName = new LinkedHashMap<>();
        keys.forEach(key -> byName.put(key.name(), key));
        Map<Key<?>, Fields.Field> fields = new HashMap<>();
        section.members().forEach((name, member) -> {
            Key<?> key = byName.get(name);
            if (key == null) {
                refuse(name, member.key(), path, reading);
            } else {
                key.shape()
                        .read(member.value(), path.then(name), reading)
                        .ifPresent(value -> fields.put(
                                key, new Fields.Field(value, member.value().place())));
            }
        });
        for (Key<?> key : keys) {
            if (key.isRequired() && !section.members().containsKey(key.name())) {
                reading.problem(node.place(), path.then(key.name()), "it is missing", "Give " + key.meaning());
            }
        }
        if (!oneOf.isEmpty()
                && oneOf.stream().noneMatch(key -> section.members().containsKey(key.name()))) {
            Key<?> first = oneOf.get(0);
            reading.problem(node.place(), path.then(first.name()), "it is missing", "Give " + first.meaning());
        }
        return Optional.of(
                new Fields(path, node.place(), fields, section.members().keySet()));
    }

    private void refuse(String name, Place place, KeyPath path, Reading reading) {
        List<String> known = keys.stream().map(Key::name).toList();
        reading.problem(place, path.then(name), "unknown key", DidYouMean.remedy(known, name, "The keys here are "));
    }

    @Override
    public String form() {
        List<String> names = keys.stream().map(Key::name).toList();
        return "entries with the " + (names.size() == 1 ? "key " : "keys ") + Words.all(names);
    }

    @Override
    public String example() {
        List<String> entries = new ArrayList<>();
        for (Key<?> key : keys) {
            if (key.isRequired() || oneOf.indexOf(key) == 0) {
                entries.add(key.name() + ": " + key.shape().example());
            }
        }
        return "{" + String.join(", ", entries) + "}";
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Key<?> key : keys) {
            properties.put(key.name(), schema(key));
            if (key.isRequired()) {
                required.add(key.name());
            }
        }
        Map<String, Object> schema = Schemas.of("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (!oneOf.isEmpty()) {
            schema.put(
                    "anyOf",
                    oneOf.stream()
                            .map(key -> Schemas.of("required", List.of(key.name())))
                            .toList());
        }
        return schema;
    }

    private static <T> Map<String, Object> schema(Key<T> key) {
        Map<String, Object> schema = Schemas.of("description", key.meaning());
        schema.putAll(key.shape().schema());
        key.fallback().ifPresent(value -> schema.put("default", key.shape().written(value)));
        return schema;
    }
}
