package io.relata.transforms.shred;

import io.relata.RejectedRecord;
import io.relata.transforms.json.JsonInput;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.KeptTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Writes tables of lines of JSON as a task does, without a Spark job, and reads them back. */
final class OneTask {

    private final SparkSession spark;
    private final java.nio.file.Path folder;
    private int runs;
    private int refused;

    OneTask(SparkSession spark, java.nio.file.Path folder) {
        this.spark = spark;
        this.folder = folder;
    }

    /** How many records the scanner refused the last time. */
    int refused() {
        return refused;
    }

    /** Records of which very many were counted before. */
    static JsonRecords records(RelationalPlan plan, Conflicts conflicts, UnknownKeys unknownKeys) {
        return records(conflicts, unknownKeys, KeptTables.NONE, manyCounted(plan));
    }

    static JsonRecords records(Conflicts conflicts, UnknownKeys unknownKeys, KeptTables kept, IdsBefore ids) {
        return new JsonRecords(JsonInput.of(List.of("f.json")), List.of(), conflicts, ids, unknownKeys, kept);
    }

    /** Room for more ids than any test needs. */
    static IdsBefore manyCounted(RelationalPlan plan) {
        long[] many = new long[keys(plan)];
        Arrays.fill(many, 1_000_000);
        return new IdsBefore(List.of(new long[keys(plan)], many));
    }

    private static int keys(RelationalPlan plan) {
        return KeyColumns.of(plan).names().size();
    }

    /** The rows of each table, those of rejected records under {@code t__rejects} and the records' keys under {@code keys}. */
    Map<String, List<Row>> rows(RelationalPlan plan, JsonRecords read, Way way, List<String> lines) throws IOException {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        List<OutputTable> outputs = new ArrayList<>();
        String run = folder + "/" + runs++;
        for (PlannedTable table : plan.tables()) {
            outputs.add(OutputTable.of(table, run + "/" + outputs.size(), SharedKeys.REFUSED));
        }
        outputs.add(OutputTable.of("t__rejects", RejectedRecord.SCHEMA, run + "/r", OutputTable.Presence.ALWAYS));
        outputs.add(OutputTable.of("keys", DocumentKeys.SCHEMA, run + "/k", OutputTable.Presence.ALWAYS));
        try (TaskTables tables = new TaskTables(outputs, new TaskSite("1", 0, 0, spark.version(), configuration))) {
            BytesWalk walk = new BytesWalk(plan, read, 0, new long[keys(plan)], SharedKeys.REFUSED, tables);
            for (int i = 0; i < outputs.size(); i++) {
                tables.table(i).open();
            }
            refused = way.feed(walk, lines);
            tables.commit();
        }
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        for (OutputTable output : outputs) {
            new FolderCommit(new Path(output.folder()), configuration, "1").commitJob();
            rows.put(
                    output.name(),
                    spark.read()
                            .schema(output.schema())
                            .parquet(output.folder())
                            .collectAsList());
        }
        return rows;
    }
}
