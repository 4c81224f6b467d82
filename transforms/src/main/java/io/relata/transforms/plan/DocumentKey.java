package io.relata.transforms.plan;

import java.util.List;
import org.apache.spark.sql.types.DataType;

/**
 * The fields whose values name a document; the ids of its arrays are then made from them.
 *
 * @param columns the logical names, in the order given
 * @param ordinals for each the way from the record to the value, one field position per struct
 * @param types for each the source's type
 */
public record DocumentKey(List<String> columns, List<List<Integer>> ordinals, List<DataType> types) {

    public DocumentKey {
        columns = List.copyOf(columns);
        ordinals = ordinals.stream().map(List::copyOf).toList();
        types = List.copyOf(types);
    }
}
