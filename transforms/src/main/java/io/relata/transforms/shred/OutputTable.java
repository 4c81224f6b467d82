package io.relata.transforms.shred;

import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedTable;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A table that a write may give files to.
 *
 * @param columns the schema as Spark's JSON
 * @param folder where the files go
 * @param presence what is left when there is no row
 * @param distinct the positions of columns whose values are known to differ from row to row
 * @param fileBytes how large a task's file grows before the next one begins; {@link Long#MAX_VALUE} for one file
 */
record OutputTable(
        String name, String columns, String folder, Presence presence, List<Integer> distinct, long fileBytes)
        implements Serializable {

    private static final Set<PlannedColumn.Role> DISTINCT = Set.of(PlannedColumn.Role.KEY, PlannedColumn.Role.ID);

    /** What a table without rows leaves. */
    enum Presence {
        /** One file without rows. */
        ALWAYS,
        /** Nothing. */
        WITH_ROWS
    }

    OutputTable {
        distinct = List.copyOf(distinct);
    }

    static OutputTable of(String name, StructType schema, String folder, Presence presence) {
        return new OutputTable(name, schema.json(), folder, presence, List.of(), Long.MAX_VALUE);
    }

    /** A table of a plan: its ids and keys are numbers of their own. */
    static OutputTable of(PlannedTable table, String folder, SharedKeys sharedKeys) {
        List<Integer> distinct = IntStream.range(0, table.columns().size())
                .filter(column -> DISTINCT.contains(table.columns().get(column).role()))
                .boxed()
                .toList();
        StructType schema = switch (sharedKeys) {
            case REFUSED -> table.schema();
            case NUMBERED -> RecordNumber.behind(table);
        };
        return new OutputTable(table.name(), schema.json(), folder, Presence.ALWAYS, distinct, Long.MAX_VALUE);
    }

    StructType schema() {
        return (StructType) DataType.fromJson(columns);
    }

    OutputTable withFileBytes(long bytes) {
        return new OutputTable(name, columns, folder, presence, distinct, bytes);
    }
}
