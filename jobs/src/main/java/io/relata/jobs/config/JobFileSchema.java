package io.relata.jobs.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.Map;

/** The job file as JSON Schema, for editors; written from the keys that the reader checks with. */
public final class JobFileSchema {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JobFileSchema() {}

    /** The schema, draft 2020-12, as JSON text that ends with a line break. */
    public static String json() {
        Map<String, Object> variable = Schemas.of("description", "a value with a variable of the environment in it");
        variable.put("type", "string");
        variable.put("pattern", "\\$\\{");
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Relata job file");
        schema.putAll(JobKeys.SECTION.schema());
        schema.put("$defs", Schemas.of(Schemas.VARIABLE, variable));
        try {
            return JSON.writeValueAsString(schema).replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The schema holds nothing but maps, lists and text", impossible);
        }
    }
}
