package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The name of a table or view.
 *
 * @param schema empty for temporary tables, and for what lies on the search path
 */
public record RelationName(Optional<Identifier> schema, Identifier name) {

    public RelationName {
        requireNonNull(schema, "schema");
        requireNonNull(name, "name");
    }

    public static RelationName of(String schema, String name) {
        return new RelationName(Optional.of(new Identifier(schema)), new Identifier(name));
    }

    /** A name without a schema. */
    public static RelationName of(String name) {
        return new RelationName(Optional.empty(), new Identifier(name));
    }

    /** The name as SQL. */
    String sql() {
        return schema.map(one -> one.sql() + ".").orElse("") + name.sql();
    }

    /** One of its columns as SQL. */
    String column(Identifier column) {
        return sql() + "." + column.sql();
    }
}
