package io.relata.catalog.glue;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.BackfillError;
import software.amazon.awssdk.services.glue.model.GetPartitionIndexesResponse;
import software.amazon.awssdk.services.glue.model.KeySchemaElement;
import software.amazon.awssdk.services.glue.model.PartitionIndex;
import software.amazon.awssdk.services.glue.model.PartitionIndexDescriptor;
import software.amazon.awssdk.services.glue.model.PartitionIndexStatus;

/**
 * Gives a table that is there the partition indexes that it lacks. An index with the wanted keys is one, whatever its
 * name and whoever made it, also while Glue is still making it. A table is right without, so what cannot be done is told.
 * Nothing is ever deleted.
 */
final class IndexPut {

    private final GlueCalls calls;
    private final TableName table;
    private final List<String> undone = new ArrayList<>();

    IndexPut(GlueCalls calls, TableName table) {
        this.calls = calls;
        this.table = table;
    }

    /** What was not done, each a sentence. */
    List<String> run(List<PartitionIndex> wanted) {
        try {
            make(wanted);
        } catch (RelataException e) {
            undone.add(String.valueOf(e.getMessage()));
        }
        return List.copyOf(undone);
    }

    private void make(List<PartitionIndex> wanted) {
        List<PartitionIndexDescriptor> there = indexes();
        List<PartitionIndex> missing = new ArrayList<>();
        for (PartitionIndex index : wanted) {
            List<PartitionIndexDescriptor> same =
                    there.stream().filter(one -> keys(one).equals(index.keys())).toList();
            if (same.isEmpty()) {
                missing.add(index);
            } else if (same.stream().allMatch(one -> one.indexStatus() == PartitionIndexStatus.FAILED)) {
                tellFailed(index, same.get(0));
            } else if (same.stream().allMatch(one -> one.indexStatus() == PartitionIndexStatus.DELETING)) {
                tell(index, "its index is being deleted", "The next run makes it anew");
            }
        }
        int room = Math.max(0, PartitionIndexes.MOST - there.size());
        List<PartitionIndex> fitting = missing.subList(0, Math.min(room, missing.size()));
        missing.subList(fitting.size(), missing.size()).forEach(index -> tellFull(index, there));
        // Of one table Glue makes or deletes one at a time.
        Optional<String> busy = there.stream()
                .filter(one -> one.indexStatus() == PartitionIndexStatus.CREATING
                        || one.indexStatus() == PartitionIndexStatus.DELETING)
                .map(PartitionIndexDescriptor::indexName)
                .findFirst();
        for (PartitionIndex index : fitting) {
            if (busy.isPresent()) {
                tell(index, "Glue is at index " + busy.get() + " of the table", "The next run makes it");
            } else {
                create(index);
                busy = Optional.of(index.indexName());
            }
        }
    }

    private List<PartitionIndexDescriptor> indexes() {
        List<PartitionIndexDescriptor> indexes = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            String from = token.orElse(null);
            GetPartitionIndexesResponse page = calls.repeat(
                    "Cannot read the partition indexes of table " + table,
                    client -> client.getPartitionIndexes(request -> request.catalogId(calls.catalogId())
                            .databaseName(table.database())
                            .tableName(table.table())
                            .nextToken(from)));
            indexes.addAll(page.partitionIndexDescriptorList());
            token = Optional.ofNullable(page.nextToken()).filter(next -> !next.isEmpty());
        } while (token.isPresent());
        return indexes;
    }

    private static List<String> keys(PartitionIndexDescriptor index) {
        return index.keys().stream()
                .map(KeySchemaElement::name)
                .map(PartitionIndexes::folded)
                .toList();
    }

    private void create(PartitionIndex index) {
        calls.repeat(what(index), client -> {
            try {
                client.createPartitionIndex(request -> request.catalogId(calls.catalogId())
                        .databaseName(table.database())
                        .tableName(table.table())
                        .partitionIndex(index));
                return true;
            } catch (AlreadyExistsException e) {
                // Its name says its keys: another run made it, or an attempt of ours whose answer was lost.
                return false;
            }
        });
    }

    private void tellFailed(PartitionIndex index, PartitionIndexDescriptor failed) {
        List<String> errors =
                failed.backfillErrors().stream().map(IndexPut::phrase).toList();
        tell(
                index,
                "Glue could not make index " + failed.indexName()
                        + (errors.isEmpty() ? "" : ": " + String.join("; ", errors)),
                "Correct that, delete the index in Glue, and run again");
    }

    private static String phrase(BackfillError error) {
        List<String> partitions = error.partitions().stream()
                .map(partition -> "(" + String.join(", ", partition.values()) + ")")
                .toList();
        return error.codeAsString() + (partitions.isEmpty() ? "" : " at partition " + String.join(", ", partitions));
    }

    private void tellFull(PartitionIndex index, List<PartitionIndexDescriptor> there) {
        List<String> names =
                there.stream().map(PartitionIndexDescriptor::indexName).toList();
        tell(
                index,
                "a table has at most " + PartitionIndexes.MOST + " indexes, and it has "
                        + (names.isEmpty() ? "none yet" : String.join(", ", names)),
                "Delete one of them in Glue, or ask for fewer");
    }

    private void tell(PartitionIndex index, String why, String remedy) {
        undone.add(new Problem(what(index), calls.place(), why, remedy).toString());
    }

    private String what(PartitionIndex index) {
        return "Cannot index the partitions of table " + table + " by " + String.join(", ", index.keys());
    }
}
