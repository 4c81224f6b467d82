package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/** A column of a table over files in S3. */
public record ExternalColumn(Identifier name, RedshiftType type) {

    public ExternalColumn {
        requireNonNull(name, "name");
        if (!type.isExternal()) {
            throw new IllegalArgumentException("A table over files has no column of type " + type.sql());
        }
    }

    String sql() {
        return name.sql() + " " + type.sql();
    }
}
