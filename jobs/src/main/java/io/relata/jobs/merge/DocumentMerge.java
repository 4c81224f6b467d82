package io.relata.jobs.merge;

import static io.relata.jobs.merge.KeyColumns.KEY;

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
 * its key in every table, with all that hangs from it; where versions are kept, that of the version with its key and its
 * order. Used by one thread, table by table.
 */
public final class DocumentMerge {

    private final RewriteSite site;
    private final Selection selection;
    private final String told;
    private final Optional<MergedTable> deleted;
    private final Consumer<Balance> balances;
    private final Consumer<TableDefinition> written;

    private DocumentMerge(
            RewriteSite site,
            Selection selection,
            String told,
            Optional<MergedTable> deleted,
            Consumer<Balance> balances,
            Consumer<TableDefinition> written) {
        this.site = site;
        this.selection = selection;
        this.told = told;
        this.deleted = deleted;
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
     * @throws RelataException when a document has no key, or the rule does not fit the columns
     */
    public static DocumentMerge of(
            RewriteSite site,
            MergedTable root,
            Optional<MergedTable> deleted,
            Dataset<Row> documents,
            MergeRule rule,
            Consumer<Balance> balances,
            Consumer<TableDefinition> written) {
        PublishedDocuments published = published(site, root, documents, root.key());
        Optional<Dataset<Row>> known = rule.orderBy().isEmpty()
                ? Optional.empty()
                : Stream.concat(Stream.of(root), deleted.stream())
                        .flatMap(table -> published.in(table, state(table, rule)).stream())
                        .reduce(Dataset::union);
        DocumentChoice choice = DocumentChoice.of(
                RunDocuments.of(documents, root, root.key(), rule),
                root,
                rule,
                known,
                missing(site, root, rule),
                rows -> kept(site, root, rows));
        return new DocumentMerge(
                site, choice.selection(published.values()), choice.told(root, rule), deleted, balances, written);
    }

    /**
     * Chooses among versions of documents, all of which the tables keep.
     *
     * @param root as of {@link #of}, with {@link Validity#FROM} as the last column of its key, as all tables have it
     * @param deleted as of {@link #of}, with the order as the last column of its key
     * @throws RelataException as {@link #of}, and when documents are late and the rule refuses that
     */
    public static DocumentMerge ofVersions(
            RewriteSite site,
            MergedTable root,
            Optional<MergedTable> deleted,
            Dataset<Row> documents,
            MergeRule rule,
            Consumer<Balance> balances,
            Consumer<TableDefinition> written) {
        List<String> named = root.key().subList(0, root.key().size() - 1);
        PublishedDocuments published = published(site, root, documents, named);
        VersionChoice choice = VersionChoice.of(
                RunDocuments.of(documents, root, named, rule),
                root,
                rule,
                published.in(root, Timeline.ofPublished(root, rule.orderBy().get(0))),
                deleted.flatMap(table -> published.in(table, KeyColumns.array(KeyColumns.numbered(KEY, table.key())))),
                rows -> kept(site, root, rows));
        return new DocumentMerge(
                site, choice.selection(published.values()), choice.told(root), deleted, balances, written);
    }

    /** @param key the columns that documents are looked for by */
    private static PublishedDocuments published(
            RewriteSite site, MergedTable root, Dataset<Row> documents, List<String> key) {
        Dataset<Row> keys = documents
                .select(KeyColumns.array(KeyColumns.numbered(KEY, key)))
                .na()
                .drop();
        // Where the root is new, what may be there of the other tables is looked at whole.
        Predicate<EarlierFiles.Extent> values =
                root.published().isPresent() ? KeyValues.of(keys.select(KEY + 0)) : extent -> true;
        return new PublishedDocuments(site, keys.distinct(), values);
    }

    private static Column[] state(MergedTable table, MergeRule rule) {
        List<Column> columns = KeyColumns.numbered(KEY, table.key());
        columns.addAll(KeyColumns.numbered(KeyColumns.ORDER, rule.orderBy()));
        return KeyColumns.array(columns);
    }

    /** Key and order of the published documents that are removed where they are none of the run's. */
    private static Optional<Dataset<Row>> missing(RewriteSite site, MergedTable root, MergeRule rule) {
        return rule.deleteMissing()
                .flatMap(missing -> root.published()
                        .flatMap(files -> root.withCondition(
                                "delete-missing",
                                "published columns",
                                () -> PublishedDocuments.rows(site, files, missing.sql(), state(root, rule)))));
    }

    /** Beside the rows that were shredded, where all goes when the run ends. */
    private static Dataset<Row> kept(RewriteSite site, MergedTable root, Dataset<Row> rows) {
        TargetLayout staging =
                new TargetLayout(site.layout().staging(), site.layout().run());
        ParquetSink sink = new ParquetSink(root.name().database(), staging);
        TableDefinition choice = sink.write(NamedTable.root(root.name().table() + "__choice", rows));
        return site.spark().read().schema(choice.columns()).parquet(choice.location());
    }

    /** How many documents were taken, and why the others were not, in words. */
    public String told() {
        return told;
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
        return merge(table, parent, taken(rows, count, bytes), selection.changes(), files);
    }

    private NewRows taken(Dataset<Row> rows, long count, long bytes) {
        boolean isAsItIs = selection.takesAll() && selection.records().columns().length == 1;
        Dataset<Row> taken = isAsItIs ? rows : rows.join(selection.records(), RecordNumber.COLUMN);
        if (selection.takesAll()) {
            return new NewRows(taken, count, bytes);
        }
        long left = taken.count();
        return new NewRows(taken, left, count == 0 ? 0 : bytes * left / count);
    }

    /** Writes the table of documents that were removed; empty where nothing remembers them. */
    public Optional<StagedTable> deleted() {
        return deleted.map(table -> {
            List<String> orders = List.of(table.columns().fieldNames())
                    .subList(table.key().size(), table.columns().size());
            List<Column> columns = KeyColumns.named(KEY, table.key());
            columns.addAll(KeyColumns.named(KeyColumns.ORDER, orders));
            NewRows removed = selection.removed();
            NewRows added =
                    new NewRows(removed.rows().select(KeyColumns.array(columns)), removed.count(), removed.bytes());
            return merge(table, Optional.empty(), added, selection.removedChanges(), OptionalInt.empty());
        });
    }

    private StagedTable merge(
            MergedTable table, Optional<ParentLink> parent, NewRows added, RowChanges changes, OptionalInt files) {
        TableMerge.Result result = new TableMerge(site, changes).merge(table, parent, added, files);
        written.accept(result.written());
        balances.accept(result.balance());
        return result.staged();
    }
}
