package io.relata.transforms.shred;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.relata.RejectedRecord;
import io.relata.transforms.plan.PublishedTables;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Walks records and writes all tables of a plan. The plan itself is not sent: it is a pure function of what is.
 *
 * @param rows the schema of the rows, as Spark's JSON; the planned one and perhaps the rejected column
 * @param options the plan's options, as JSON
 * @param published what readers knew when it was planned, as JSON
 * @param idsAfter by key column the last id that earlier runs gave
 * @param sharedKeys whether rows are numbered by record
 */
record ShredWork(String rows, String options, String published, List<Long> idsAfter, SharedKeys sharedKeys)
        implements TaskWork {

    private static final JsonMapper JSON = new JsonMapper();

    static ShredWork of(StructType rows, RelationalPlan plan, List<Long> idsAfter, SharedKeys sharedKeys) {
        try {
            return new ShredWork(
                    rows.json(),
                    JSON.writeValueAsString(plan.options()),
                    JSON.writeValueAsString(plan.published()),
                    idsAfter,
                    sharedKeys);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Run start(int partition, TaskTables tables) {
        StructType schema = (StructType) DataType.fromJson(rows);
        try {
            RelationalPlan plan = RelationalPlan.of(
                    RejectedRecord.without(schema),
                    JSON.readValue(options, RelationalizeOptions.class),
                    JSON.readValue(published, PublishedTables.class));
            long[] after = idsAfter.stream().mapToLong(Long::longValue).toArray();
            return new RecordWalk(plan, RecordLayout.of(schema), partition, after, sharedKeys, tables);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
