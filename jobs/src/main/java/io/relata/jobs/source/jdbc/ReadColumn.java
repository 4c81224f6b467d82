package io.relata.jobs.source.jdbc;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A column as it is asked for and read.
 *
 * @param name in the result
 * @param expression what the database is asked for; its value is what {@code conversion} reads
 */
record ReadColumn(String name, String expression, Conversion conversion, Fidelity fidelity) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Whether readers find the type that the database has. */
    enum Fidelity {
        SAME,
        /** As text, because no type of Spark's holds its values. */
        AS_TEXT
    }

    ReadColumn {
        requireNonNull(name, "name");
        requireNonNull(expression, "expression");
        requireNonNull(conversion, "conversion");
        requireNonNull(fidelity, "fidelity");
    }

    static ReadColumn of(String name, String expression, Conversion conversion) {
        return new ReadColumn(name, expression, conversion, Fidelity.SAME);
    }

    static ReadColumn asText(String name, String expression) {
        return new ReadColumn(name, expression, Conversions.TEXT, Fidelity.AS_TEXT);
    }

    ReadColumn with(Conversion other) {
        return new ReadColumn(name, expression, other, fidelity);
    }
}
