package io.relata.transforms.shred;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.relata.transforms.json.SplitReader;
import io.relata.transforms.plan.PublishedTables;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Walks the bytes of JSON input and writes all tables of a plan. Each row is the number of a split. The plan itself is
 * not sent: it is a pure function of what is.
 *
 * @param schema the schema of the records, as Spark's JSON
 * @param options the plan's options, as JSON
 * @param published what readers knew when it was planned, as JSON
 * @param records the input, serialized: a {@link JsonRecords}
 * @param idsAfter by key column the last id that earlier runs gave
 * @param sharedKeys whether rows are numbered by record
 */
record BytesWork(
        String schema, String options, String published, String records, List<Long> idsAfter, SharedKeys sharedKeys)
        implements TaskWork {

    private static final JsonMapper JSON = new JsonMapper();

    static BytesWork of(RelationalPlan plan, JsonRecords records, List<Long> idsAfter, SharedKeys sharedKeys) {
        try {
            return new BytesWork(
                    plan.source().json(),
                    JSON.writeValueAsString(plan.options()),
                    JSON.writeValueAsString(plan.published()),
                    SerializedText.of(records),
                    idsAfter,
                    sharedKeys);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Run start(int partition, TaskTables tables) throws IOException {
        RelationalPlan plan = RelationalPlan.of(
                (StructType) DataType.fromJson(schema),
                JSON.readValue(options, RelationalizeOptions.class),
                JSON.readValue(published, PublishedTables.class));
        long[] after = idsAfter.stream().mapToLong(Long::longValue).toArray();
        JsonRecords input = SerializedText.read(records, JsonRecords.class);
        return new Run() {

            private Counts counts = nothing(plan, after);

            @Override
            public void take(InternalRow row) throws IOException {
                int split = (int) row.getLong(0);
                BytesWalk walk = new BytesWalk(plan, input, split, after, sharedKeys, tables);
                SplitReader.read(input.splits().get(split), input.input(), tables.configuration(), walk);
                counts = counts.plus(walk.counts());
            }

            @Override
            public Counts counts() {
                return counts;
            }
        };
    }

    /** What is counted where there is no split: ids go on from where they were. */
    private static Counts nothing(RelationalPlan plan, long[] after) {
        List<Long> elements = Collections.nCopies(plan.tables().size(), 0L);
        List<Long> lastIds = plan.key().isPresent() ? List.of() : Collections.nCopies(after.length, 0L);
        return new Counts(0, 0, elements, lastIds);
    }
}
