package io.relata.jobs.merge;

import static io.relata.jobs.merge.KeyColumns.KEY;
import static io.relata.jobs.merge.KeyColumns.ORDER;

import io.relata.NamedTable;
import io.relata.ParentLink;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.jobs.config.MergeRule;
import io.relata.jobs.publish.EarlierFiles;
import io.relata.jobs.publish.StagedTable;
import io.relata.jobs.publish.TargetLayout;
import io.relata.jobs.report.Balance;
import io.relata.jobs.sink.ParquetSink;
import io.relata.transforms.shred.RecordNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
            MergeSite site,
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
        Predicate<EarlierFiles.Extent> values = KeyValues.of(keys.select(KEY + 0));
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
    private static Optional<Dataset<Row>> published(MergeSite site, MergedTable root, MergeRule rule) {
        if (rule.deleteMissing().isEmpty() || root.shown().isEmpty()) {
            return Optional.empty();
        }
        TableDefinition shown = root.shown().get();
        EarlierFiles files = EarlierFiles.of(shown, site.layout().location(root.name()), site.configuration());
        if (files.locations().isEmpty()) {
            return Optional.empty();
        }
        List<Column> columns = KeyColumns.numbered(KEY, root.key());
        columns.addAll(KeyColumns.numbered(ORDER, rule.orderBy()));
        try {
            return Optional.of(site.read(files, files.locations(), shown.allColumns())
                    .where(rule.deleteMissing().get().sql())
                    .select(KeyColumns.array(columns)));
        } catch (Exception e) { // Spark's AnalysisException and ParseException are checked ones that are not declared
            throw RelataException.usage(new Problem(
                    "Cannot merge documents into table " + root.name(),
                    "delete-missing",
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "Correct the condition; it sees the published columns of "
                            + root.name().table()));
        }
    }

    /** Key and order of what is published, or was removed, under the keys of the run. */
    private static Optional<Dataset<Row>> known(
            MergeSite site,
            MergedTable root,
            Optional<MergedTable> deleted,
            MergeRule rule,
            Dataset<Row> keys,
            Predicate<EarlierFiles.Extent> values) {
        List<Dataset<Row>> known = new ArrayList<>();
        List<MergedTable> tables = new ArrayList<>(List.of(root));
        deleted.ifPresent(tables::add);
        String[] names = keys.columns();
        for (MergedTable table : tables) {
            table.shown().ifPresent(shown -> {
                EarlierFiles files = EarlierFiles.of(shown, site.layout().location(table.name()), site.configuration())
                        .mayHold(table.key().get(0), values);
                if (!files.locations().isEmpty()) {
                    List<Column> columns = KeyColumns.numbered(KEY, table.key());
                    columns.addAll(KeyColumns.numbered(ORDER, rule.orderBy()));
                    known.add(site.read(files, files.locations(), shown.allColumns())
                            .select(KeyColumns.array(columns))
                            .join(keys, names, "left_semi"));
                }
            });
        }
        return known.stream().reduce(Dataset::union);
    }

    /** Beside the rows that were shredded, where all goes when the run ends. */
    private static Dataset<Row> kept(MergeSite site, MergedTable root, Dataset<Row> rows) {
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
