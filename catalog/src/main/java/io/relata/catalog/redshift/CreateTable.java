package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a table that Redshift keeps itself; nothing where there is one of this name. */
public record CreateTable(
        RelationName table,
        List<NativeColumn> columns,
        List<TableConstraint> constraints,
        Distribution distribution,
        SortKey sortKey)
        implements RedshiftStatement {

    private static final int MOST_COLUMNS = 1_600;

    /** @throws IllegalArgumentException when columns are missing, too many or of one name, or a key is of no column */
    public CreateTable {
        requireNonNull(table, "table");
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
        if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
            throw new IllegalArgumentException(
                    "Table " + table.sql() + " has " + columns.size() + " columns, not 1 to 1600");
        }
        Set<String> names = new HashSet<>();
        for (NativeColumn column : columns) {
            if (!names.add(folded(column.name()))) {
                throw new IllegalArgumentException("Table " + table.sql() + " has two columns "
                        + column.name().sql());
            }
        }
        Stream.of(
                        constraints.stream().flatMap(constraint -> constraint.columns().stream()),
                        distributedBy(distribution),
                        sortKey.columns().stream())
                .flatMap(named -> named)
                .filter(column -> !names.contains(folded(column)))
                .findFirst()
                .ifPresent(column -> {
                    throw new IllegalArgumentException(
                            "Table " + table.sql() + " has no column " + column.sql() + ", which a key of it names");
                });
    }

    private static String folded(Identifier column) {
        return column.name().toLowerCase(Locale.ROOT);
    }

    private static Stream<Identifier> distributedBy(Distribution distribution) {
        return distribution instanceof Distribution.Key key ? Stream.of(key.column()) : Stream.of();
    }

    @Override
    public String sql() {
        return "CREATE TABLE IF NOT EXISTS " + table.sql() + " (\n  "
                + Stream.concat(
                                columns.stream().map(NativeColumn::sql),
                                constraints.stream().map(TableConstraint::sql))
                        .collect(Collectors.joining(",\n  "))
                + "\n)" + distribution.sql() + sortKey.sql();
    }
}
