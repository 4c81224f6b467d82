package io.relata.jobs.publish;

import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableStatistics;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tables for tests that are partitioned by day. */
final class PartitionedRuns {

    private PartitionedRuns() {}

    static PartitionValues values(String... values) {
        return new PartitionValues(List.of(values));
    }

    /** A table of which a run wrote one file of three rows for each day, and which replaces what there is. */
    static StagedTable table(String target, RunId run, String table, String... days) {
        return table(target, run, table, new Loading.Replace(), days);
    }

    static StagedTable table(String target, RunId run, String table, Loading loading, String... days) {
        TableDefinition rows = Runs.definition(target, run, table);
        TableDefinition byDay = new TableDefinition(
                rows.name(),
                rows.columns(),
                new StructType().add("day", DataTypes.StringType),
                rows.location(),
                rows.format(),
                rows.parent(),
                run,
                new TableStatistics(3L * days.length, days.length, 100L * days.length));
        List<Partition> written = Arrays.stream(days)
                .map(day -> new Partition(
                        values(day), rows.location() + "/day=" + day, run, new TableStatistics(3, 1, 100)))
                .toList();
        return StagedTable.of(byDay, List.of(), written, loading);
    }
}
