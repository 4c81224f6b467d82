package io.relata.transforms.shred;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.StructType;

/** The way from a record through its structs to one field. */
final class FieldPath {

    private final int[] ordinals;
    private final int[] widths;

    /**
     * @param schema the record's planned schema
     * @param path field positions in the planned schema, one per struct
     * @param record how planned positions lie in the record
     */
    FieldPath(StructType schema, List<Integer> path, RecordLayout record) {
        ordinals = new int[path.size()];
        widths = new int[path.size()];
        StructType struct = schema;
        for (int level = 0; level < path.size(); level++) {
            int ordinal = path.get(level);
            ordinals[level] = level == 0 ? record.position(ordinal) : ordinal;
            if (struct.fields()[ordinal].dataType() instanceof StructType inner) {
                widths[level] = inner.size();
                struct = inner;
            }
        }
    }

    /** Reads the field if no struct on the way and not the field itself is null. */
    void ifPresent(InternalRow record, FieldReader reader) {
        SpecializedGetters struct = record;
        int last = ordinals.length - 1;
        for (int level = 0; level < last; level++) {
            if (struct.isNullAt(ordinals[level])) {
                return;
            }
            struct = struct.getStruct(ordinals[level], widths[level]);
        }
        if (!struct.isNullAt(ordinals[last])) {
            reader.read(struct, ordinals[last]);
        }
    }

    /** Takes a field that is not null. */
    @FunctionalInterface
    interface FieldReader {
        void read(SpecializedGetters struct, int ordinal);
    }
}
