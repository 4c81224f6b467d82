package io.relata.catalog.glue;

import io.relata.CatalogVersion;
import io.relata.RunId;
import io.relata.TableDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Says on a table that its partitions are being changed, or that it is being dropped.
 *
 * @param kind which of the two
 * @param run the run that changes, or the one that the table is of when it is dropped
 * @param from the version that the change was made for
 */
record ChangeMark(Kind kind, RunId run, CatalogVersion from) {

    enum Kind {
        PARTITIONS,
        DROP
    }

    private static final String KIND = "relata.changing";
    private static final String RUN = "relata.changing.run";
    private static final String FROM = "relata.changing.from";

    static ChangeMark partitions(TableDefinition definition, CatalogVersion from) {
        return new ChangeMark(Kind.PARTITIONS, definition.run(), from);
    }

    static ChangeMark drop(TableDefinition definition, CatalogVersion from) {
        return new ChangeMark(Kind.DROP, definition.run(), from);
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(KIND, kind.name());
        parameters.put(RUN, run.value());
        parameters.put(FROM, from.value());
        return parameters;
    }

    /** @throws IllegalArgumentException when the parameters hold half a mark */
    static Optional<ChangeMark> of(Map<String, String> parameters) {
        String kind = parameters.get(KIND);
        if (kind == null) {
            return Optional.empty();
        }
        return Optional.of(new ChangeMark(
                Kind.valueOf(kind),
                new RunId(parameters.getOrDefault(RUN, "")),
                new CatalogVersion(parameters.getOrDefault(FROM, ""))));
    }

    /** What the mark says, for messages. */
    String phrase() {
        return switch (kind) {
            case PARTITIONS -> "run " + run + " has begun to change its partitions and has not ended";
            case DROP -> "it is being dropped, and was of run " + run;
        };
    }
}
