package io.relata.transforms.shred;

import io.relata.RejectedRecord;
import io.relata.transforms.json.SplitReader;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;

/** Writes the tables of some records to files of this machine, to see how large they become, and deletes them. */
public final class SizeTrial {

    private final RelationalPlan plan;
    private final JsonRecords records;
    private final Configuration configuration;
    private final List<OutputTable> outputs = new ArrayList<>();

    /**
     * What one table became.
     *
     * @param bytes of its files
     */
    public record Size(long rows, long bytes) {}

    private SizeTrial(RelationalPlan plan, JsonRecords records, Configuration configuration, String folder) {
        this.plan = plan;
        this.records = records;
        this.configuration = configuration;
        for (PlannedTable table : plan.tables()) {
            outputs.add(OutputTable.of(table, folder + "/" + outputs.size(), SharedKeys.REFUSED));
        }
        outputs.add(Shredder.withRows(RejectedRecord.TABLE_SUFFIX, RejectedRecord.SCHEMA, folder + "/rejects"));
        outputs.add(Shredder.withRows(DocumentKeys.COLUMN, DocumentKeys.SCHEMA, folder + "/keys"));
    }

    /**
     * What the tables of the plan become of these records, by name.
     *
     * @throws IOException when the records cannot be read, or the files cannot be written
     * @throws io.relata.RelataException when the job says that a value among them ends the run
     */
    public static Map<String, Size> of(RelationalPlan plan, JsonRecords records, Configuration configuration)
            throws IOException {
        File folder = Files.createTempDirectory("relata-plan").toRealPath().toFile();
        try {
            return new SizeTrial(
                            plan,
                            records,
                            configuration,
                            folder.toURI().toString().replaceAll("/$", ""))
                    .sizes();
        } finally {
            FileUtil.fullyDelete(folder);
        }
    }

    private Map<String, Size> sizes() throws IOException {
        try (TaskTables tables = new TaskTables(outputs, new TaskSite("0", 0, 0, "", configuration))) {
            List<List<WrittenFile>> files;
            try {
                walk(tables);
                files = tables.commit();
            } catch (IOException | RuntimeException e) {
                tables.abort();
                throw e;
            }
            Map<String, Size> sizes = new LinkedHashMap<>();
            for (int i = 0; i < plan.tables().size(); i++) {
                sizes.put(plan.tables().get(i).name(), size(files.get(i)));
            }
            return sizes;
        }
    }

    private void walk(TaskTables tables) throws IOException {
        long[] after = TableKeys.of(plan)
                .byKey(Collections.nCopies(plan.tables().size(), 0L))
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
        for (int split = 0; split < records.splits().size(); split++) {
            BytesWalk walk = new BytesWalk(plan, records, split, after, SharedKeys.REFUSED, tables);
            SplitReader.read(records.splits().get(split), records.input(), configuration, walk);
        }
    }

    private static Size size(List<WrittenFile> files) {
        return new Size(
                files.stream().mapToLong(WrittenFile::rows).sum(),
                files.stream().mapToLong(WrittenFile::bytes).sum());
    }
}
