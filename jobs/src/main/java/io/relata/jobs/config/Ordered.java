package io.relata.jobs.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies that keep the job file's order, which {@link Map#copyOf} does not. */
final class Ordered {

    private Ordered() {}

    /** An unmodifiable copy in the same order. */
    static <V> Map<String, V> copy(Map<String, V> entries) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
}
