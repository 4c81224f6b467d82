package io.relata.jobs.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/** What {@code required} of a source must be to the job's other keys. */
final class RequiredRules {

    private final Map<String, Fields> sources;
    private final Optional<Fields> relationalize;
    private final Reading reading;

    RequiredRules(Map<String, Fields> sources, Optional<Fields> relationalize, Reading reading) {
        this.sources = sources;
        this.relationalize = relationalize;
        this.reading = reading;
    }

    void check() {
        sources.forEach((name, source) -> source.find(SourceKeys.REQUIRED).ifPresent(required -> {
            recordsAreLoadedAsTheyAre(name, source);
            source.find(SourceKeys.SCHEMA).ifPresent(schema -> schemaHas(schema, required, source));
        }));
    }

    private void recordsAreLoadedAsTheyAre(String name, Fields source) {
        if (relationalize
                .flatMap(fields -> fields.find(RelationalizeKeys.SOURCE))
                .equals(Optional.of(name))) {
            reading.problem(
                    source,
                    SourceKeys.REQUIRED,
                    "only records that are loaded as they are can be required to have fields, and those of " + name
                            + " are relationalized",
                    "Remove it, and look for what is missing in the tables");
        }
    }

    private void schemaHas(StructType schema, List<String> required, Fields source) {
        List<String> known = List.of(schema.fieldNames());
        for (int i = 0; i < required.size(); i++) {
            String field = required.get(i);
            if (!known.contains(field)) {
                reading.problem(
                        source.place(SourceKeys.REQUIRED),
                        source.path(SourceKeys.REQUIRED).item(i),
                        "the source's schema has no such field",
                        DidYouMean.remedy(known, field, "The fields are "));
            }
        }
    }
}
