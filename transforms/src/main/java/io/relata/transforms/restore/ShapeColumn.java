package io.relata.transforms.restore;

import io.relata.transforms.plan.PlannedColumn.Role;
import java.io.Serializable;
import org.apache.spark.sql.types.DataType;

/**
 * A column of a document's place.
 *
 * @param table the number of its table in the plan
 * @param column its number in that table
 * @param rows the number of the table that hangs from it; {@link #NO_ROWS} where there is none
 */
record ShapeColumn(int table, int column, Role role, DataType type, int rows) implements Serializable {

    static final int NO_ROWS = -1;

    /** What it is called while documents are put together; unique among all tables. */
    String place() {
        return place(table, column);
    }

    static String place(int table, int column) {
        return "t" + table + "c" + column;
    }

    /** What the rows that hang from it are called. */
    static String rows(int table) {
        return "rows" + table;
    }
}
