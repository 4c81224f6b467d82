package io.relata.transforms.plan;

import java.util.List;

/**
 * A drafted table and its names.
 *
 * @param logicalName unique in the plan
 * @param name what the naming policy makes of it, unique in the plan
 * @param columns all that were drafted, in order
 */
record TableNames(DraftTable table, String logicalName, String name, List<ColumnNames> columns) {

    TableNames {
        columns = List.copyOf(columns);
    }
}
