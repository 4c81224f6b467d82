package io.relata.catalog.redshift;

import java.util.List;
import java.util.stream.Collectors;

/** Says that a row of one table and a row of another are the same thing. */
final class RowMatch {

    private RowMatch() {}

    /** By equal keys; rows without a key are like no other. */
    static String sql(RelationName one, RelationName other, List<Identifier> keys) {
        return keys.stream()
                .map(key -> one.column(key) + " = " + other.column(key))
                .collect(Collectors.joining(" AND "));
    }

    /** @throws IllegalArgumentException when there is no key */
    static List<Identifier> requireKeys(RelationName table, List<Identifier> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("Rows of " + table.sql() + " are matched by at least one column");
        }
        return List.copyOf(keys);
    }
}
