package io.relata.jobs.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values of one shape under names that the job gives.
 *
 * @param names what the names must look like
 * @param values what they stand for
 * @param growth whether the command line may add to what the file names
 */
record MapOf<T>(Text<String> names, Shape<T> values, Growth growth) implements Shape<Map<String, T>> {

    /** Whether the command line may add an entry to a map of the file. */
    enum Growth {
        /** It may. */
        OPEN,
        /** It only changes what the file names, so a misspelled name is found. */
        CLOSED
    }

    @Override
    public Optional<Map<String, T>> read(Node node, KeyPath path, Reading reading) {
        reading.count(node, path);
        if (!(node instanceof Node.Members entries)) {
            reading.unfit(node, path, this);
            return Optional.empty();
        }
        Map<String, T> read = new LinkedHashMap<>();
        entries.members().forEach((name, member) -> {
            KeyPath entry = path.then(name);
            Node.Scalar key = new Node.Scalar(member.key(), name, name, Node.Kind.TEXT, Node.Origin.FILE);
            if (growth == Growth.CLOSED
                    && member.key().isSetting()
                    && !entries.place().isSetting()) {
                refuse(entries, member.key(), name, entry, reading);
            } else if (names.read(key, entry, reading).isPresent()) {
                values.read(member.value(), entry, reading).ifPresent(value -> read.put(name, value));
            }
        });
        return read.size() == entries.members().size() ? Optional.of(read) : Optional.empty();
    }

    private static void refuse(Node.Members entries, Place place, String name, KeyPath path, Reading reading) {
        List<String> known = new ArrayList<>();
        entries.members().forEach((other, member) -> {
            if (!member.key().isSetting()) {
                known.add(other);
            }
        });
        reading.problem(
                place, path, "the job file names no such entry", DidYouMean.remedy(known, name, "The names are "));
    }

    @Override
    public String form() {
        return "entries of the form name: value";
    }

    @Override
    public String example() {
        return "{name: " + values.example() + "}";
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = Schemas.of("type", "object");
        schema.put("additionalProperties", values.schema());
        return schema;
    }
}
