package io.relata.catalog.duckdb;

import io.relata.Problem;
import io.relata.RelataException;

/** The schema and the name of a materialized view. */
record ViewName(String schema, String view) {

    /** @throws RelataException when {@code text} is neither {@code view} nor {@code schema.view} */
    static ViewName parse(String text) {
        int dot = text.indexOf('.');
        ViewName name = dot < 0
                ? new ViewName(Schema.DEFAULT, text)
                : new ViewName(text.substring(0, dot), text.substring(dot + 1));
        if (name.schema.isBlank() || name.view.isBlank() || name.view.contains(".")) {
            throw RelataException.usage(new Problem(
                    "Cannot use \"" + text + "\" as the name of a materialized view",
                    "in the DuckDB warehouse",
                    "it is neither view nor schema.view",
                    "Give the view another name"));
        }
        return name;
    }

    @Override
    public String toString() {
        return schema + "." + view;
    }
}
