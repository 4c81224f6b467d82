package io.relata.jobs.lineage;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Adds facets to events, each with who made it and its schema.
 *
 * @param producer the URI of the program
 */
record Facets(String producer) {

    private static final String SPEC = "https://openlineage.io/spec/";

    /** The schema of events. */
    static final String EVENT_SCHEMA = SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent";

    /**
     * @param facets takes the facet
     * @param name the facet's name there
     * @param schema its version and the name of its schema, such as {@code 1-0-1/ParentRunFacet}
     */
    ObjectNode add(ObjectNode facets, String name, String schema) {
        String type = schema.substring(schema.indexOf('/') + 1);
        return facets.putObject(name)
                .put("_producer", producer)
                .put("_schemaURL", SPEC + "facets/" + schema + ".json#/$defs/" + type);
    }
}
