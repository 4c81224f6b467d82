package io.relata.catalog.glue;

import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequestEntry;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;

/**
 * Writes partitions in batches. A batch is answered as a success whatever became of its items, so each item's error is
 * read: one that is there already is updated, one that is to be updated and is gone is created, one that is to be
 * dropped and is gone is well, a passing error is tried again, and any other fails the change.
 */
final class PartitionWrites {

    private static final int MOST_PUT = 100;
    private static final int MOST_DROPPED = 25;

    private final GlueCalls calls;
    private final TableName table;

    PartitionWrites(GlueCalls calls, TableName table) {
        this.calls = calls;
        this.table = table;
    }

    /** A partition that a batch left undone. */
    private record Refusal(List<String> values, ItemError error) {}

    /** What a batch left undone: to be sent again, and to be sent as the other kind of write. */
    private record Left(List<PartitionInput> again, List<PartitionInput> otherwise, List<Refusal> refusals) {}

    /** @param layout that of the table after the change */
    void write(GluePartitions.Work work, PartitionRecord.Layout layout) {
        for (List<Partition> some : Chunks.of(work.created(), MOST_PUT)) {
            put(
                    some.stream()
                            .map(partition -> PartitionRecord.created(partition, layout))
                            .toList(),
                    List.of());
        }
        update(work.updated());
        drop(work.dropped());
    }

    void update(List<PartitionInput> inputs) {
        for (List<PartitionInput> some : Chunks.of(inputs, MOST_PUT)) {
            put(List.of(), some);
        }
    }

    private void put(List<PartitionInput> created, List<PartitionInput> updated) {
        List<PartitionInput> toCreate = created;
        List<PartitionInput> toUpdate = updated;
        Backoff.Attempts attempts = calls.attempts();
        while (true) {
            Left fromCreate = left(toCreate, this::create, "AlreadyExistsException");
            Left fromUpdate =
                    left(joined(toUpdate, fromCreate.otherwise()), this::updateAll, "EntityNotFoundException");
            toCreate = joined(fromCreate.again(), fromUpdate.otherwise());
            toUpdate = fromUpdate.again();
            if (toCreate.isEmpty() && toUpdate.isEmpty()) {
                return;
            }
            if (!attempts.pause()) {
                throw problem(
                        "register",
                        joined(fromCreate.refusals(), fromUpdate.refusals()).get(0));
            }
        }
    }

    private Left left(
            List<PartitionInput> batch, Function<List<PartitionInput>, List<Refusal>> call, String codeOfOtherwise) {
        Left left = new Left(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        if (batch.isEmpty()) {
            return left;
        }
        Map<List<String>, PartitionInput> byValues = new HashMap<>();
        batch.forEach(input -> byValues.put(input.values(), input));
        for (Refusal refusal : call.apply(batch)) {
            PartitionInput input = byValues.get(refusal.values());
            boolean isOtherwise = refusal.error().code().equals(codeOfOtherwise);
            if (input == null || !(isOtherwise || refusal.error().isPassing())) {
                throw problem("register", refusal);
            }
            (isOtherwise ? left.otherwise() : left.again()).add(input);
            left.refusals().add(refusal);
        }
        return left;
    }

    private List<Refusal> create(List<PartitionInput> batch) {
        return calls.repeat("Cannot register partitions of table " + table, client -> {
            try {
                return client
                        .batchCreatePartition(request -> request.catalogId(calls.catalogId())
                                .databaseName(table.database())
                                .tableName(table.table())
                                .partitionInputList(batch))
                        .errors()
                        .stream()
                        .map(error -> new Refusal(error.partitionValues(), ItemError.of(error.errorDetail())))
                        .toList();
            } catch (AlreadyExistsException e) {
                // Said of the whole batch it does not tell which; the updates will.
                return batch.stream()
                        .map(input -> new Refusal(input.values(), new ItemError("AlreadyExistsException", "")))
                        .toList();
            }
        });
    }

    private List<Refusal> updateAll(List<PartitionInput> batch) {
        List<BatchUpdatePartitionRequestEntry> entries = batch.stream()
                .map(input -> BatchUpdatePartitionRequestEntry.builder()
                        .partitionValueList(input.values())
                        .partitionInput(input)
                        .build())
                .toList();
        return calls
                .repeat(
                        "Cannot update partitions of table " + table,
                        client -> client.batchUpdatePartition(request -> request.catalogId(calls.catalogId())
                                .databaseName(table.database())
                                .tableName(table.table())
                                .entries(entries)))
                .errors()
                .stream()
                .map(error -> new Refusal(error.partitionValueList(), ItemError.of(error.errorDetail())))
                .toList();
    }

    /** Drops partitions; those that are gone are well. */
    void drop(List<PartitionValues> dropped) {
        for (List<PartitionValues> some : Chunks.of(dropped, MOST_DROPPED)) {
            List<List<String>> left = some.stream().map(PartitionValues::values).toList();
            Backoff.Attempts attempts = calls.attempts();
            while (!left.isEmpty()) {
                List<Refusal> refusals = delete(left).stream()
                        .filter(refusal -> !refusal.error().code().equals("EntityNotFoundException"))
                        .toList();
                for (Refusal refusal : refusals) {
                    if (!refusal.error().isPassing()) {
                        throw problem("drop", refusal);
                    }
                }
                if (!refusals.isEmpty() && !attempts.pause()) {
                    throw problem("drop", refusals.get(0));
                }
                left = refusals.stream().map(Refusal::values).toList();
            }
        }
    }

    private List<Refusal> delete(List<List<String>> values) {
        List<PartitionValueList> batch = values.stream()
                .map(some -> PartitionValueList.builder().values(some).build())
                .toList();
        return calls
                .repeat(
                        "Cannot drop partitions of table " + table,
                        client -> client.batchDeletePartition(request -> request.catalogId(calls.catalogId())
                                .databaseName(table.database())
                                .tableName(table.table())
                                .partitionsToDelete(batch)))
                .errors()
                .stream()
                .map(error -> new Refusal(error.partitionValues(), ItemError.of(error.errorDetail())))
                .toList();
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        List<T> joined = new ArrayList<>(some);
        joined.addAll(others);
        return joined;
    }

    private RelataException problem(String what, Refusal refusal) {
        return RelataException.failed(new Problem(
                "Cannot " + what + " partition (" + String.join(", ", refusal.values()) + ") of table " + table,
                calls.place(),
                refusal.error().toString(),
                "Correct what it names, or run again"));
    }
}
