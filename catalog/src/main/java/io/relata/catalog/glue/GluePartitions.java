package io.relata.catalog.glue;

import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.PartitionValues;
import io.relata.RelataException;
import io.relata.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionResponse;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;

/** Reads the partitions of tables, and finds what a change has to write. */
final class GluePartitions {

    private static final int MOST_ON_A_PAGE = 1_000;
    private static final int MOST_READ_AT_ONCE = 1_000;

    private final GlueCalls calls;

    GluePartitions(GlueCalls calls) {
        this.calls = calls;
    }

    /**
     * What is to be written to have a change done.
     *
     * @param created partitions that are not registered
     * @param updated partitions that are registered otherwise, over what others set on them
     * @param dropped partitions that are registered and are to go
     */
    record Work(List<Partition> created, List<PartitionInput> updated, List<PartitionValues> dropped) {

        boolean isEmpty() {
            return created.isEmpty() && updated.isEmpty() && dropped.isEmpty();
        }
    }

    /**
     * Compares a change with what is registered, asking only for the partitions that it names.
     *
     * @param layout that of the table after the change
     */
    Work work(TableName table, PartitionChanges changes, PartitionRecord.Layout layout) {
        List<Partition> created = new ArrayList<>();
        List<PartitionInput> updated = new ArrayList<>();
        for (List<Partition> some : Chunks.of(changes.put(), MOST_READ_AT_ONCE)) {
            Map<PartitionValues, software.amazon.awssdk.services.glue.model.Partition> registered =
                    registered(table, some.stream().map(Partition::values).toList());
            for (Partition partition : some) {
                software.amazon.awssdk.services.glue.model.Partition found = registered.get(partition.values());
                if (found == null) {
                    created.add(partition);
                } else {
                    PartitionInput wanted = PartitionRecord.changed(found, partition, layout);
                    if (!PartitionRecord.isThere(wanted, found)) {
                        updated.add(wanted);
                    }
                }
            }
        }
        List<PartitionValues> dropped = new ArrayList<>();
        for (List<PartitionValues> some : Chunks.of(changes.dropped(), MOST_READ_AT_ONCE)) {
            Map<PartitionValues, ?> registered = registered(table, some);
            some.stream().filter(registered::containsKey).forEach(dropped::add);
        }
        return new Work(created, updated, dropped);
    }

    private Map<PartitionValues, software.amazon.awssdk.services.glue.model.Partition> registered(
            TableName table, List<PartitionValues> wanted) {
        Map<PartitionValues, software.amazon.awssdk.services.glue.model.Partition> found = new HashMap<>();
        List<PartitionValueList> left = wanted.stream()
                .map(values ->
                        PartitionValueList.builder().values(values.values()).build())
                .toList();
        Backoff.Attempts attempts = calls.attempts();
        while (!left.isEmpty()) {
            List<PartitionValueList> asked = left;
            BatchGetPartitionResponse response = calls.repeat(
                    "Cannot read partitions of table " + table,
                    client -> client.batchGetPartition(request -> request.catalogId(calls.catalogId())
                            .databaseName(table.database())
                            .tableName(table.table())
                            .partitionsToGet(asked)));
            response.partitions().forEach(partition -> found.put(new PartitionValues(partition.values()), partition));
            left = response.unprocessedKeys();
            if (!left.isEmpty() && !attempts.pause()) {
                throw unread(table, left.size());
            }
        }
        return found;
    }

    private RelataException unread(TableName table, int left) {
        return RelataException.failed(new io.relata.Problem(
                "Cannot read partitions of table " + table,
                calls.place(),
                "it leaves " + left + " of the partitions asked for out of every answer",
                "Run again when the catalog answers"));
    }

    /** Every registered partition, without its columns. */
    List<Partition> all(TableName table) {
        List<Partition> partitions = new ArrayList<>();
        for (Page page = new Page(table, true); page.next(); ) {
            page.partitions().forEach(partition -> partitions.add(PartitionRecord.read(table, partition)));
        }
        return partitions;
    }

    /** The values of every registered partition, whoever registered it. */
    List<PartitionValues> values(TableName table) {
        List<PartitionValues> values = new ArrayList<>();
        for (Page page = new Page(table, true); page.next(); ) {
            page.partitions().forEach(partition -> values.add(new PartitionValues(partition.values())));
        }
        return values;
    }

    boolean hasAny(TableName table) {
        for (Page page = new Page(table, true); page.next(); ) {
            if (!page.partitions().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Every registered partition whose columns are not these, as inputs with these; a page of them at a time. */
    void withOtherColumns(TableName table, List<Column> columns, Consumer<List<PartitionInput>> writer) {
        for (Page page = new Page(table, false); page.next(); ) {
            List<PartitionInput> inputs = new ArrayList<>();
            for (software.amazon.awssdk.services.glue.model.Partition partition : page.partitions()) {
                PartitionInput wanted = PartitionRecord.withColumns(partition, columns);
                if (!PartitionRecord.isThere(wanted, partition)) {
                    inputs.add(wanted);
                }
            }
            writer.accept(inputs);
        }
    }

    /** Walks over the partitions of a table, which may not exist. */
    private final class Page {

        private final TableName table;
        private final boolean excludesColumns;
        private Optional<GetPartitionsResponse> page = Optional.empty();
        private boolean isAtEnd;

        Page(TableName table, boolean excludesColumns) {
            this.table = table;
            this.excludesColumns = excludesColumns;
        }

        boolean next() {
            if (isAtEnd) {
                return false;
            }
            @Nullable String from = page.map(GetPartitionsResponse::nextToken).orElse(null);
            page = calls.repeatIfExists(
                    "Cannot list the partitions of table " + table,
                    client -> client.getPartitions(request -> request.catalogId(calls.catalogId())
                            .databaseName(table.database())
                            .tableName(table.table())
                            .excludeColumnSchema(excludesColumns)
                            .maxResults(MOST_ON_A_PAGE)
                            .nextToken(from)));
            isAtEnd = page.map(GetPartitionsResponse::nextToken)
                    .filter(token -> !token.isEmpty())
                    .isEmpty();
            return page.isPresent();
        }

        List<software.amazon.awssdk.services.glue.model.Partition> partitions() {
            return page.orElseThrow().partitions();
        }
    }
}
