package io.relata.jobs;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.TargetSpec;
import io.relata.jobs.publish.LoadColumn;
import io.relata.jobs.publish.Loading;
import io.relata.transforms.plan.RelationalPlan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How a run's rows come to its tables, and after which ids, as the catalog was before the first row was written. */
final class TableLoads {

    private final TargetSpec.Mode mode;
    private final Map<TableName, TableDefinition> before;

    private TableLoads(TargetSpec.Mode mode, Map<TableName, TableDefinition> before) {
        this.mode = mode;
        this.before = before;
    }

    /** @throws RelataException when rows cannot be appended to a table as it is */
    static TableLoads of(JobFile job, JobPlan plan, Catalog catalog) {
        Map<TableName, TableDefinition> before = new HashMap<>();
        if (job.target().mode() == TargetSpec.Mode.APPEND) {
            for (String table : plan.names(job)) {
                TableName name = new TableName(job.catalog().database(), table);
                catalog.find(name).map(CatalogTable::definition).ifPresent(found -> before.put(name, found));
            }
            before.values().forEach(TableLoads::requireLoads);
            plan.relational()
                    .filter(relational -> relational.key().isEmpty())
                    .ifPresent(relational -> requireIds(job, relational, before));
        }
        return new TableLoads(job.target().mode(), before);
    }

    private static void requireLoads(TableDefinition table) {
        if (!LoadColumn.isIn(table) || table.format() != TableFormat.PARQUET) {
            throw RelataException.usage(new Problem(
                    "Cannot append to table " + table.name(),
                    table.location(),
                    "run " + table.run() + " wrote it as a table that is replaced as a whole",
                    "Write mode: replace, or drop the table from the catalog and load everything anew with mode:"
                            + " append; its files stay"));
        }
    }

    private static void requireIds(JobFile job, RelationalPlan plan, Map<TableName, TableDefinition> before) {
        plan.tables().stream()
                .filter(table -> table.parent().isPresent())
                .flatMap(table ->
                        Optional.ofNullable(
                                before.get(new TableName(job.catalog().database(), table.name())))
                                .stream())
                .filter(table -> table.lastId().isEmpty() && table.statistics().rows() > 0)
                .forEach(table -> {
                    throw RelataException.usage(new Problem(
                            "Cannot append to table " + table.name(),
                            table.location(),
                            "it holds " + table.statistics().rows()
                                    + " rows, and nobody knows which ids they have, so new ones could be the same",
                            "Name a key under relationalize as the runs before did, or drop the tables from the catalog"
                                    + " and load everything anew; their files stay"));
                });
    }

    /** The last id that rows of earlier runs carry, which this run's ids go on after. */
    long lastId(TableName table) {
        return Optional.ofNullable(before.get(table))
                .flatMap(found -> found.lastId().stream().boxed().findFirst())
                .orElse(0L);
    }

    /** What the run's rows are to those that are there. */
    Loading loading(TableName table) {
        return mode == TargetSpec.Mode.APPEND
                ? new Loading.Append(Optional.ofNullable(before.get(table)).map(TableDefinition::run))
                : new Loading.Replace();
    }

    /** Whether the tables keep the rows that they have. */
    boolean keepRows() {
        return mode == TargetSpec.Mode.APPEND;
    }
}
