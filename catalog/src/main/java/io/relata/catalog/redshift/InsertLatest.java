package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts one row of each key of a staging table into a table, and all rows without a key. Redshift's own keys keep nothing
 * out, so what comes twice is left out here.
 *
 * @param columns that both tables have and that are filled, the keys among them
 * @param latest the columns by which the greatest row is taken; of rows that are alike in them any
 */
public record InsertLatest(
        RelationName target,
        Identifier staging,
        List<Identifier> columns,
        List<Identifier> keys,
        List<Identifier> latest)
        implements RedshiftStatement {

    public InsertLatest {
        requireNonNull(staging, "staging");
        keys = RowMatch.requireKeys(target, keys);
        columns = List.copyOf(columns);
        latest = List.copyOf(latest);
        if (!columns.containsAll(keys)) {
            throw new IllegalArgumentException(
                    "The keys of " + target.sql() + " are among the columns that are filled");
        }
    }

    @Override
    public String sql() {
        String rank = rank().sql();
        String order = Stream.concat(latest.stream(), latest.isEmpty() ? keys.stream() : Stream.of())
                .map(column -> column.sql() + " DESC")
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + target.sql() + " (" + Identifier.list(columns) + ")\nSELECT " + Identifier.list(columns)
                + "\nFROM (\n  SELECT " + Identifier.list(columns) + ", ROW_NUMBER() OVER (PARTITION BY "
                + Identifier.list(keys) + " ORDER BY " + order + ") AS " + rank + "\n  FROM " + staging.sql()
                + "\n) AS latest\nWHERE " + rank + " = 1"
                + keys.stream().map(key -> " OR " + key.sql() + " IS NULL").collect(Collectors.joining());
    }

    /** A name that no column has. */
    private Identifier rank() {
        Set<String> taken = new HashSet<>();
        columns.forEach(column -> taken.add(column.name().toLowerCase(Locale.ROOT)));
        String name = "row_of_key";
        while (taken.contains(name)) {
            name += "_";
        }
        return new Identifier(name);
    }
}
