package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
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

    /**
     * The name that a person wrote.
     *
     * @throws RelataException when it is neither {@code name} nor {@code schema.name}
     */
    public static RelationName parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length > 2) {
            throw RelataException.usage(new Problem(
                    "Cannot use a name in Redshift",
                    text,
                    "it is neither name nor schema.name",
                    "Give it another name in the job file"));
        }
        return parts.length == 1 ? of(text) : of(parts[0], parts[1]);
    }

    /** The name as a person writes it. */
    @Override
    public String toString() {
        return schema.map(one -> one.name() + ".").orElse("") + name.name();
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
