package io.relata.jobs.publish;

import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.TableDefinition;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The partition column of tables that runs are appended to: each partition is what one run loaded. */
public final class LoadColumn {

    /** Its name; its values are run ids. */
    public static final String NAME = "load";

    private static final StructType COLUMNS = new StructType().add(NAME, DataTypes.StringType);

    private LoadColumn() {}

    /** Whether a table consists of what each of its runs loaded. */
    public static boolean isIn(TableDefinition table) {
        return table.partitionKeys().equals(List.of(NAME));
    }

    /** A table of one run's rows as the partition of a table. */
    static Partition partition(TableDefinition rows) {
        return new Partition(
                new PartitionValues(List.of(rows.run().value())), rows.location(), rows.run(), rows.statistics());
    }

    /** The table that a run's rows are a partition of: at the folder that holds those of all runs. */
    static TableDefinition whole(TableDefinition rows) {
        String location = rows.location().substring(0, rows.location().lastIndexOf('/'));
        return new TableDefinition(
                rows.name(),
                rows.columns(),
                COLUMNS,
                location,
                rows.format(),
                rows.parent(),
                rows.run(),
                rows.statistics(),
                rows.lastId());
    }
}
