package io.relata.jobs.publish;

import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The last partition column of tables that runs are appended to: each partition is what one run loaded. */
public final class LoadColumn {

    /** Its name; its values are run ids. */
    public static final String NAME = "load";

    private LoadColumn() {}

    /** Whether a table consists of what each of its runs loaded: it is the last partition column then. */
    static boolean isIn(TableDefinition table) {
        List<String> keys = table.partitionKeys();
        return !keys.isEmpty() && keys.get(keys.size() - 1).equals(NAME);
    }

    /** The partition columns of a table whose runs write these. */
    static StructType after(StructType partitionColumns) {
        return partitionColumns.add(NAME, DataTypes.StringType);
    }

    /** All rows of a run as a partition. */
    static Partition partition(TableDefinition rows) {
        return new Partition(
                new PartitionValues(List.of(rows.run().value())), rows.location(), rows.run(), rows.statistics());
    }

    /** A run's partition as one of a table that keeps those of other runs beside it. */
    static Partition partition(Partition written) {
        List<String> values = new ArrayList<>(written.values().values());
        values.add(written.run().value());
        return new Partition(new PartitionValues(values), written.location(), written.run(), written.statistics());
    }
}
