package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import io.relata.RelataException;
import io.relata.Warehouse.QueryResult;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The tables that a warehouse keeps itself. Not safe for use by several threads, as its runner is not. */
public final class NativeTables {

    private final SqlRunner runner;

    public NativeTables(SqlRunner runner) {
        this.runner = requireNonNull(runner, "runner");
    }

    /**
     * Makes the table where there is none. One that is there gets the columns that it lacks and room for longer texts; its
     * keys, its order and the types of its other columns stay.
     *
     * @throws RelataException when the warehouse refuses it
     */
    public void define(CreateTable table) {
        runner.run(table);
        Map<String, OptionalInt> there = columns(table.table());
        if (there.isEmpty()) {
            return; // nobody answers where a script is written
        }
        for (NativeColumn column : table.columns()) {
            OptionalInt longest = there.get(folded(column.name()));
            if (longest == null) {
                runner.run(new AddColumn(table.table(), column.nullable()));
            } else if (column.type() instanceof RedshiftType.Varchar text
                    && longest.isPresent()
                    && longest.getAsInt() < text.bytes()) {
                runner.run(new WidenText(table.table(), column.name(), text));
            }
        }
    }

    /**
     * Defines the tables, brings the rows of all of them up to date together, and has the warehouse look at them. More
     * tables than one transaction takes are brought up to date one after the other.
     *
     * @return how many rows each has then, in order; empty where a script is written
     * @throws RelataException when the warehouse refuses something; the rows are then what they were, but for those of
     *     tables that come one after the other and came before
     */
    public Map<RelationName, Optional<Long>> load(List<TableLoad> loads) {
        loads.forEach(load -> define(load.table()));
        List<RedshiftStatement> all = loads.stream()
                .flatMap(load -> load.transaction().statements().stream())
                .toList();
        if (!all.isEmpty() && all.size() <= DataApiRunner.MOST_STATEMENTS) {
            runner.run(new Transaction(all));
        } else {
            loads.forEach(load -> runner.run(load.transaction()));
        }
        Map<RelationName, Optional<Long>> rows = new LinkedHashMap<>();
        for (TableLoad load : loads) {
            RelationName name = load.table().table();
            runner.run(new Analyze(name));
            rows.put(name, rows(name));
        }
        return rows;
    }

    private Optional<Long> rows(RelationName table) {
        return runner.query(new SelectQuery("SELECT count(*) FROM " + table.sql()))
                .first()
                .map(Long::valueOf);
    }

    /** How long texts may be, by column; empty where they may be of any length, or are no texts. */
    private Map<String, OptionalInt> columns(RelationName table) {
        QueryResult found = runner.query(new SelectQuery(
                "SELECT column_name, character_maximum_length\nFROM information_schema.columns\nWHERE lower(table_schema) = "
                        + table.schema()
                                .map(schema -> Literal.of(folded(schema)))
                                .orElse("lower(current_schema())")
                        + "\n  AND lower(table_name) = " + Literal.of(folded(table.name()))));
        Map<String, OptionalInt> columns = new HashMap<>();
        for (List<Optional<String>> row : found.rows()) {
            columns.put(
                    row.get(0).orElseThrow().toLowerCase(Locale.ROOT),
                    row.get(1)
                            .map(length -> OptionalInt.of(Integer.parseInt(length)))
                            .orElse(OptionalInt.empty()));
        }
        return columns;
    }

    private static String folded(Identifier name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
