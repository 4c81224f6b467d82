package io.relata.jobs.publish;

import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    /** The same, which replaces those days of the table that another run published. */
    static StagedTable replacing(String target, RunId run, String table, Optional<RunId> follows, String... days) {
        Set<PartitionValues> replaced =
                Arrays.stream(days).map(PartitionedRuns::values).collect(Collectors.toSet());
        return table(target, run, table, new Loading.ReplacePartitions(follows, replaced), days);
    }

    /** The same rows as a Delta table, whose log is {@link #log}. */
    static StagedTable asDelta(StagedTable table) {
        TableDefinition rows = table.definition();
        TableDefinition delta = new TableDefinition(
                rows.name(),
                rows.columns(),
                rows.partitionColumns(),
                rows.location(),
                TableFormat.DELTA,
                rows.parent(),
                rows.run(),
                rows.statistics());
        return StagedTable.of(delta, table.files(), table.written(), table.loading());
    }

    /**
     * Writes the files of a run's days and its log.
     *
     * @param folder the target
     * @param runs by day, the run whose file the log of this run names
     */
    static StagedTable writtenDelta(
            Path folder, RunId run, String table, Optional<RunId> follows, Map<String, RunId> runs) throws IOException {
        Map<String, String> files = new TreeMap<>();
        runs.forEach((day, of) ->
                files.put(day, "file:" + folder + "/" + table + "/" + of + "/day=" + day + "/part-0.parquet"));
        String[] own = runs.keySet().stream()
                .filter(day -> run.equals(runs.get(day)))
                .sorted()
                .toArray(String[]::new);
        StagedTable delta = asDelta(written(folder, run, table, follows, own));
        Path log = Files.createDirectories(Path.of(delta.folder()).resolve("_delta_log"));
        Files.writeString(log.resolve("00000000000000000000.json"), log(files));
        return delta;
    }

    /** Writes the files of a run's days. */
    static StagedTable written(Path folder, RunId run, String table, Optional<RunId> follows, String... days)
            throws IOException {
        for (String day : days) {
            Path location = folder.resolve(table).resolve(run.value()).resolve("day=" + day);
            Files.createDirectories(location);
            Files.writeString(location.resolve("part-0.parquet"), "x");
        }
        return replacing(folder.toString(), run, table, follows, days);
    }

    /** The first commit of a Delta table. @param files its files by day, with their whole paths */
    static String log(Map<String, String> files) {
        String adds = files.entrySet().stream()
                .map(file ->
                        "{\"add\":{\"path\":\"%s\",\"partitionValues\":{\"day\":\"%s\"},\"size\":1,\"dataChange\":true}}\n"
                                .formatted(file.getValue(), file.getKey()))
                .collect(Collectors.joining());
        return "{\"metaData\":{\"partitionColumns\":[\"day\"],\"configuration\":{}}}\n" + adds;
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
        List<DataFile> files = Arrays.stream(days)
                .map(day -> new DataFile("day=" + day + "/part-0.parquet", 100, OptionalLong.of(3)))
                .toList();
        return StagedTable.of(byDay, files, written, loading);
    }
}
