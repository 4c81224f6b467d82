package io.relata.jobs.config;

import java.util.List;
import java.util.Map;

/** The keys that a section has for some of its types alone. */
final class OwnKeys {

    private OwnKeys() {}

    /**
     * Tells of keys that the file gives and that only other types have.
     *
     * @param what the section is, with its article
     * @param keys by the types that have them
     */
    static <T extends Enum<T>> void check(
            Fields section, String what, T type, Map<T, List<Key<?>>> keys, Reading reading) {
        List<Key<?>> own = keys.getOrDefault(type, List.of());
        keys.values().stream()
                .flatMap(List::stream)
                .distinct()
                .filter(key -> !own.contains(key) && section.says(key))
                .forEach(key -> reading.problem(
                        section,
                        key,
                        what + " of type " + Choice.word(type) + " has no such key",
                        "Remove it, or write type: " + owners(key, keys)));
    }

    private static <T extends Enum<T>> String owners(Key<?> key, Map<T, List<Key<?>>> keys) {
        return Words.either(keys.keySet().stream()
                .sorted()
                .filter(type -> keys.getOrDefault(type, List.of()).contains(key))
                .map(Choice::word)
                .toList());
    }
}
