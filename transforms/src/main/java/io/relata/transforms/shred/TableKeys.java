package io.relata.transforms.shred;

import static java.util.Objects.requireNonNull;

import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Which key column leads to each table.
 *
 * @param numbers by table the number that {@link KeyColumns} gives its parent's key column, -1 for the root
 * @param keys how many key columns there are
 */
record TableKeys(List<Integer> numbers, int keys) {

    static TableKeys of(RelationalPlan plan) {
        KeyColumns columns = KeyColumns.of(plan);
        Map<String, Integer> tables = new HashMap<>();
        List<Integer> numbers = new ArrayList<>();
        for (PlannedTable table : plan.tables()) {
            numbers.add(table.parent()
                    .map(link -> {
                        int parent = requireNonNull(tables.get(link.parentTable()));
                        return columns.number(parent, position(plan.tables().get(parent), link.parentColumn()));
                    })
                    .orElse(-1));
            tables.put(table.name(), tables.size());
        }
        return new TableKeys(numbers, columns.names().size());
    }

    private static int position(PlannedTable table, String column) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalStateException("Table " + table.name() + " has no column " + column);
    }

    /** The key column that leads to a table; none leads to the root. */
    OptionalInt of(int table) {
        int number = numbers.get(table);
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Something said of tables, as something said of the key columns that lead to them; 0 of those that lead nowhere. */
    List<Long> byKey(List<Long> byTable) {
        Long[] values = new Long[keys];
        Arrays.fill(values, 0L);
        for (int table = 0; table < numbers.size(); table++) {
            if (numbers.get(table) >= 0) {
                values[numbers.get(table)] = byTable.get(table);
            }
        }
        return List.of(values);
    }
}
