package io.relata.transforms.plan;

import java.util.List;
import org.apache.spark.sql.types.DataType;

/**
 * Copies a scalar of the root record into every child row.
 *
 * @param ordinals the way from the record to the value, one field position per struct
 * @param from the source's type
 * @param to the columns' type
 * @param columns by table number the column that takes it, or -1 where it is left out; the root's entry is the root's own
 *     column
 */
public record Propagation(List<Integer> ordinals, DataType from, DataType to, List<Integer> columns) {

    public Propagation {
        ordinals = List.copyOf(ordinals);
        columns = List.copyOf(columns);
    }
}
