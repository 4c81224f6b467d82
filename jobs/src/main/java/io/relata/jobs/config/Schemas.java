package io.relata.jobs.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pieces of JSON Schema. */
final class Schemas {

    /** The definition that a value with a variable in it fits. */
    static final String VARIABLE = "variable";

    private Schemas() {}

    /** One keyword, in a map that takes more and keeps their order. */
    static Map<String, Object> of(String keyword, Object value) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(keyword, value);
        return schema;
    }

    /** What fits the schema, or holds a variable that may fit it. */
    static Map<String, Object> orVariable(Map<String, Object> schema) {
        return of("anyOf", List.of(schema, of("$ref", "#/$defs/" + VARIABLE)));
    }
}
