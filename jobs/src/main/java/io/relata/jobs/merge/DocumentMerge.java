package io.relata.jobs.merge;

import static io.relata.jobs.merge.KeyColumns.KEY;
import static io.relata.jobs.merge.KeyColumns.ORDER;

import io.relata.NamedTable;
import io.relata.ParentLink;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.jobs.config.MergeRule;
import io.relata.jobs.publish.EarlierFiles;
import io.relata.jobs.publish.StagedTable;
import io.relata.jobs.publish.TargetLayout;
import io.relata.jobs.report.Balance;
import io.relata.jobs.sink.ParquetSink;
import io.relata.jobs.sink.RewriteSite;
import io.relata.jobs.source.QueryFailure;
import io.relata.transforms.shred.RecordNumber;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Merges a run's documents into the tables of earlier runs: a document that comes again takes the place of the one with
 * its key in every table, with all that hangs from it. Used by one thread, table by table.
 */
public final class DocumentMerge {

    private final DocumentChoice choice;
    private final Optional<MergedTable> deleted;
    private final TableMerge tables;
    private final Consumer<Balance> balances;
    private final Consumer<TableDefinition> written;

    private DocumentMerge(
            DocumentChoice choice,
            Optional<MergedTable> deleted,
            TableMerge tables,
            Consumer<Balance> balances,
            Consumer<TableDefinition> written) {
        this.choice = choice;
        this.deleted = deleted;
        this.tables = tables;
        this.balances = balances;
        this.written = written;
    }

    /**
     * Chooses among the documents.
     *
     * @param root the table with a row for each document
     * @param deleted the table that remembers documents which were removed; empty where none does
     * @param documents the run's rows of the root, each with its {@link RecordNumber#COLUMN}
     * @param balances takes what is counted for each table
     * @param written takes what the run writes of each table
     * @throws io.relata.RelataException when a document has no key, or the rule does not fit the columns
     */
    public static DocumentMerge of(
            RewriteSite site,
            MergedTable root,
            Optional<MergedTable> deleted,
            Dataset<Row> documents,
            MergeRule rule,
            Consumer<Balance> balances,
            Consumer<TableDefinition> written) {
        Dataset<Row> keys = documents
                .select(KeyColumns.array(KeyColumns.numbered(KEY, root.key())))
                .na()
                .drop();
        // Where the root is new, what may be there of the other tables is looked at whole.
        Predicate<EarlierFiles.Extent> values =
                root.published().isPresent() ? KeyValues.of(keys.select(KEY + 0)) : extent -> true;
        Optional<Dataset<Row>> known =
                rule.orderBy().isEmpty() ? Optional.empty() : known(site, root, deleted, rule, keys.distinct(), values);
        DocumentChoice choice = DocumentChoice.of(
                documents, root, rule, known, published(site, root, rule), rows -> kept(site, root, rows));
        Dataset<Row> replaced = choice.replaced();
        TableMerge tables = new TableMerge(
                site, replaced, choice.counts().missing() == 0 ? values : KeyValues.of(replaced.select(KEY + 0)));
        return new DocumentMerge(choice, deleted, tables, balances, written);
    }

    /** Key and order of the published documents that are removed where they are none of the run's. */
    private static Optional<Dataset<Row>> published(RewriteSite site, MergedTable root, MergeRule rule) {
        return rule.deleteMissing()
                .flatMap(missing -> root.published().flatMap(files -> {
                    try {
                        return states(site, root, files, rule, missing.sql());
                    } catch (RelataException e) {
                        throw e;
                    } catch (Exception e) { // Spark's exceptions for SQL are checked ones that are not declared
                        throw root.refused(
                                "delete-missing",
                                QueryFailure.told(String.valueOf(e.getMessage())),
                                "Correct the condition; it sees the published columns of "
                                        + root.name().table());
                    }
                }));
    }

    /** Key and order of what is published, or was removed, under the keys of the run. */
    private static Optional<Dataset<Row>> known(
            RewriteSite site,
            MergedTable root,
            Optional<MergedTable> deleted,
            MergeRule rule,
            Dataset<Row> keys,
            Predicate<EarlierFiles.Extent> values) {
        return Stream.concat(Stream.of(root), deleted.stream())
                .flatMap(table -> table.published().stream()
                        .map(files -> files.mayHold(table.key().get(0), values))
                        .flatMap(files -> states(site, table, files, rule, "true").stream()))
                .map(states -> states.join(keys, keys.columns(), "left_semi"))
                .reduce(Dataset::union);
    }

    /** Key and order of the rows in some files that fulfil a condition, numbered; empty where there is no file. */
    private static Optional<Dataset<Row>> states(
            RewriteSite site, MergedTable table, EarlierFiles files, MergeRule rule, String condition) {
        if (files.locations().isEmpty()) {
            return Optional.empty();
        }
        List<Column> columns = KeyColumns.numbered(KEY, table.key());
        columns.addAll(KeyColumns.numbered(ORDER, rule.orderBy()));
        return Optional.of(
                MergedTable.read(files, files.locations(), files.shown().allColumns(), site)
                        .where(condition)
                        .select(KeyColumns.array(columns)));
    }

    /** Beside the rows that were shredded, where all goes when the run ends. */
    private static Dataset<Row> kept(RewriteSite site, MergedTable root, Dataset<Row> rows) {
        TargetLayout staging =
                new TargetLayout(site.layout().staging(), site.layout().run());
        ParquetSink sink = new ParquetSink(root.name().database(), staging);
        TableDefinition choice = sink.write(NamedTable.root(root.name().table() + "__choice", rows));
        return site.spark().read().schema(choice.columns()).parquet(choice.location());
    }

    /** How many documents were taken, and why the others were not. */
    public DocumentChoice.Counts counts() {
        return choice.counts();
    }

    /**
     * Writes one table.
     *
     * @param rows the run's rows of it, each with the number of its record
     * @param count how many rows they are
     * @param bytes how many bytes they take
     * @param files how many files there may be at most
     * @return the table with the rows of earlier runs that stay
     */
    public StagedTable merge(
            MergedTable table,
            Optional<ParentLink> parent,
            Dataset<Row> rows,
            long count,
            long bytes,
            OptionalInt files) {
        boolean areAll = counts().written() == counts().read();
        if (areAll) {
            return merge(table, parent, new NewRows(rows, count, bytes), files);
        }
        Dataset<Row> records = choice.records();
        Dataset<Row> taken = rows.join(records, new String[] {RecordNumber.COLUMN}, "left_semi");
        long left = taken.count();
        return merge(table, parent, new NewRows(taken, left, count == 0 ? 0 : bytes * left / count), files);
    }

    /** Writes the table of documents that were removed; empty where nothing remembers them. */
    public Optional<StagedTable> deleted() {
        return deleted.map(table -> {
            List<String> orders = List.of(table.columns().fieldNames())
                    .subList(table.key().size(), table.columns().size());
            List<Column> columns = KeyColumns.named(KEY, table.key());
            columns.addAll(KeyColumns.named(ORDER, orders));
            Dataset<Row> rows = choice.deleted().select(KeyColumns.array(columns));
            NewRows added = new NewRows(rows, counts().deleted(), 0);
            return merge(table, Optional.empty(), added, OptionalInt.empty());
        });
    }

    private StagedTable merge(MergedTable table, Optional<ParentLink> parent, NewRows added, OptionalInt files) {
        TableMerge.Result result = tables.merge(table, parent, added, files);
        written.accept(result.written());
        balances.accept(result.balance());
        return result.staged();
    }
}
