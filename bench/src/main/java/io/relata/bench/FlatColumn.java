package io.relata.bench;

import io.relata.ColumnName;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;

/**
 * A column of a flat table.
 *
 * @param steps the way to the nested value: a column of the nested rows, then one field per struct
 * @param type the type written
 * @param child the table of the elements, when the value is an array and this its key
 */
record FlatColumn(String name, List<String> steps, DataType type, Optional<FlatTable> child) {

    /** In the nested rows of a child table the column that holds the element. */
    static final String ELEMENT = "val";

    FlatColumn {
        steps = List.copyOf(steps);
    }

    /** The nested value. */
    Column nested() {
        Column value = quoted(steps.get(0));
        for (String step : steps.subList(1, steps.size())) {
            value = value.getField(step);
        }
        return value;
    }

    /** The value in the flat table. */
    Column flat() {
        return quoted(name);
    }

    private static Column quoted(String name) {
        return ColumnName.column(name);
    }
}
