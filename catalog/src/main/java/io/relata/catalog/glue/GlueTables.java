package io.relata.catalog.glue;

import io.relata.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.PartitionIndex;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * The calls for single tables. Creating and updating are not safe to repeat blindly: an attempt that failed may have had
 * its effect. So after each failure that leaves it open, the table is read, and what it shows decides.
 */
final class GlueTables {

    private final GlueCalls calls;

    GlueTables(GlueCalls calls) {
        this.calls = calls;
    }

    Optional<Table> find(TableName name) {
        return calls.repeatIfExists(
                        "Cannot read table " + name,
                        client -> client.getTable(request -> request.catalogId(calls.catalogId())
                                .databaseName(name.database())
                                .name(name.table())))
                .map(GetTableResponse::table);
    }

    /** Every table of a database; none when it does not exist. */
    List<Table> all(String database) {
        String folded = database.toLowerCase(Locale.ROOT);
        List<Table> tables = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            String from = token.orElse(null);
            Optional<GetTablesResponse> page = calls.repeatIfExists(
                    "Cannot list the tables of database " + folded,
                    client -> client.getTables(request -> request.catalogId(calls.catalogId())
                            .databaseName(folded)
                            .nextToken(from)));
            page.ifPresent(some -> tables.addAll(some.tableList()));
            token = page.map(GetTablesResponse::nextToken).filter(next -> !next.isEmpty());
        } while (token.isPresent());
        return tables;
    }

    /**
     * How an attempt to write ended.
     *
     * @param table what the catalog shows now; empty when the table does not exist
     * @param isAnswered whether the catalog said that the write was done; otherwise only {@code table} tells
     */
    record Written(Optional<Table> table, boolean isAnswered) {}

    /**
     * Creates a table, and its database where there is none. The caller judges whether the table found is its own.
     *
     * @param indexes are made with the table, unless Glue then refuses it
     */
    Written create(TableName name, TableInput input, List<PartitionIndex> indexes) {
        String what = "Cannot create table " + name;
        Backoff.Attempts attempts = calls.attempts();
        List<PartitionIndex> given = indexes;
        while (true) {
            SdkException failure;
            try {
                calls.client().createTable(request(name, input, given));
                return new Written(find(name), true);
            } catch (EntityNotFoundException e) {
                createDatabase(name.database());
                failure = e;
            } catch (SdkException e) {
                failure = e;
                if (!(e instanceof AlreadyExistsException || GlueFailures.isPassing(e))) {
                    if (given.isEmpty()) {
                        throw calls.problem(what, e);
                    }
                    // It may be the indexes alone that are refused, and the table is right without.
                    given = List.of();
                    continue;
                }
                Optional<Table> found = find(name);
                if (found.isPresent()) {
                    return new Written(found, false);
                }
            }
            if (!attempts.pause()) {
                throw calls.problem(what, failure);
            }
        }
    }

    private CreateTableRequest request(TableName name, TableInput input, List<PartitionIndex> indexes) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .catalogId(calls.catalogId())
                .databaseName(name.database())
                .tableInput(input);
        return indexes.isEmpty()
                ? request.build()
                : request.partitionIndexes(indexes).build();
    }

    /**
     * Updates a table, if it is still in the version of {@code base}.
     *
     * @param input what is to be written over a state of the table
     * @param isDone whether a state of the table is the one that this update makes
     * @param mayRebase whether a state that came in between may be built upon
     * @return the table as it was found after the write; when {@code isDone} does not hold of it and the write was not
     *     answered, another change came first
     */
    Written update(
            TableName name,
            Table base,
            Function<Table, TableInput> input,
            Predicate<Table> isDone,
            Predicate<Table> mayRebase) {
        String what = "Cannot change table " + name;
        Backoff.Attempts attempts = calls.attempts();
        Table current = base;
        while (true) {
            SdkException failure;
            try {
                TableInput wanted = input.apply(current);
                String version = current.versionId();
                calls.client()
                        .updateTable(request -> request.catalogId(calls.catalogId())
                                .databaseName(name.database())
                                .tableInput(wanted)
                                .versionId(version)
                                // Versions have a quota, and each run would take one.
                                .skipArchive(true));
                return new Written(find(name), true);
            } catch (EntityNotFoundException e) {
                return new Written(find(name), false);
            } catch (SdkException e) {
                if (!GlueFailures.isPassing(e)) {
                    throw calls.problem(what, e);
                }
                failure = e;
            }
            Optional<Table> found = find(name);
            boolean isUnchanged =
                    found.filter(table -> isSameState(table, base)).isPresent();
            if (found.isEmpty() || isDone.test(found.get()) || !(isUnchanged || mayRebase.test(found.get()))) {
                return new Written(found, false);
            }
            current = found.get();
            if (!attempts.pause()) {
                throw calls.problem(what, failure);
            }
        }
    }

    private static boolean isSameState(Table one, Table other) {
        return String.valueOf(one.versionId()).equals(String.valueOf(other.versionId()))
                && String.valueOf(one.createTime()).equals(String.valueOf(other.createTime()));
    }

    /** Deletes a table; one that is gone is well. */
    void delete(TableName name) {
        calls.repeatIfExists(
                "Cannot drop table " + name,
                client -> client.deleteTable(request -> request.catalogId(calls.catalogId())
                        .databaseName(name.database())
                        .name(name.table())));
    }

    private void createDatabase(String database) {
        calls.repeat("Cannot create database " + database, client -> {
            try {
                client.createDatabase(
                        request -> request.catalogId(calls.catalogId()).databaseInput(input -> input.name(database)));
                return true;
            } catch (AlreadyExistsException e) {
                // Another run made it, or an attempt of ours whose answer was lost.
                return false;
            }
        });
    }
}
