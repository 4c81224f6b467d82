package io.relata.transforms.shred;

import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * The key columns of a plan, numbered over all its tables in their order.
 *
 * @param names the logical names, by number
 * @param numbers by table and column the number, -1 for a column that is no key
 */
record KeyColumns(List<String> names, List<List<Integer>> numbers) {

    static KeyColumns of(RelationalPlan plan) {
        List<String> names = new ArrayList<>();
        List<List<Integer>> numbers = new ArrayList<>();
        for (PlannedTable table : plan.tables()) {
            List<Integer> ofTable = new ArrayList<>();
            for (PlannedColumn column : table.columns()) {
                if (column.role() == PlannedColumn.Role.KEY) {
                    ofTable.add(names.size());
                    names.add(column.logicalName());
                } else {
                    ofTable.add(-1);
                }
            }
            numbers.add(ofTable);
        }
        return new KeyColumns(names, numbers);
    }

    int number(int table, int column) {
        return numbers.get(table).get(column);
    }
}
