package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.Contract;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.TableSpec;
import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.PublishedTables;
import java.util.List;
import java.util.Map;

/** Holds what would change of published tables to what the job promises their readers. */
final class ContractCheck {

    private final JobFile job;
    private final JobPlan plan;
    private final PublishedTables published;

    /** @param published what is known of the published tables */
    ContractCheck(JobFile job, JobPlan plan, PublishedTables published) {
        this.job = job;
        this.plan = plan;
        this.published = published;
    }

    /** @throws RelataException of kind {@link RelataException.Kind#CONTRACT} that names every change not allowed */
    void check(List<SchemaChange> changes) {
        List<String> broken = changes.stream()
                .filter(change -> !mayBe(change))
                .map(SchemaChange::line)
                .toList();
        if (!broken.isEmpty()) {
            throw new RelataException(
                    RelataException.Kind.CONTRACT,
                    new Problem(
                            "Cannot load " + job.name(),
                            "database " + job.catalog().database(),
                            "the tables would change as their contract does not allow: " + String.join("; ", broken),
                            remedy()));
        }
    }

    private String remedy() {
        return job.target().mode().keepsRows()
                ? "Cast or leave out these columns under tables in the job file, or load all anew with mode: replace"
                : "Cast, rename or leave out these columns under tables in the job file, or allow the change with"
                        + " contract";
    }

    private boolean mayBe(SchemaChange change) {
        if (job.target().mode().keepsRows() && changesRowsOfBefore(change)) {
            return false;
        }
        return switch (contract(change.table())) {
            case NONE -> true;
            case FREEZE -> false;
            case RESCUE -> isRescued(change) || isAskedFor(change);
            case EVOLVE -> !isChangeOfData(change) || isAskedFor(change);
        };
    }

    /**
     * Rows of earlier runs that stay keep the names and types that they were written with. Where nothing is known of them,
     * a column may be missing for want of that alone.
     */
    private boolean changesRowsOfBefore(SchemaChange change) {
        return switch (change.kind()) {
            case TYPE_WIDENED, TYPE_CHANGED, COLUMN_RENAMED -> true;
            case COLUMN_DROPPED -> published.equals(PublishedTables.NONE);
            case TABLE_ADDED, TABLE_DROPPED, COLUMN_ADDED -> false;
        };
    }

    /** Names and what is left out are the job's alone; types may be the data's. */
    private static boolean isChangeOfData(SchemaChange change) {
        return change.kind() == SchemaChange.Kind.TYPE_CHANGED;
    }

    /** The first run that rescues makes the column for it. */
    private boolean isRescued(SchemaChange change) {
        return change.kind() == SchemaChange.Kind.COLUMN_ADDED
                && plan.relational()
                        .filter(relational ->
                                change.table().equals(relational.tables().get(0).name()))
                        .isPresent();
    }

    private boolean isAskedFor(SchemaChange change) {
        return switch (change.kind()) {
            case TABLE_DROPPED, COLUMN_DROPPED, COLUMN_RENAMED -> true;
            case TABLE_ADDED, COLUMN_ADDED -> false;
            case TYPE_WIDENED, TYPE_CHANGED -> isCast(change);
        };
    }

    private boolean isCast(SchemaChange change) {
        return plan.relational().stream()
                .flatMap(relational -> relational.tables().stream())
                .filter(table -> table.name().equals(change.table()))
                .anyMatch(table -> table.columns().stream()
                        .filter(column -> column.name().equals(change.column()))
                        .anyMatch(column -> isCast(table, column)));
    }

    private boolean isCast(PlannedTable table, PlannedColumn column) {
        Map<String, String> casts = spec(table).cast();
        return casts.containsKey(column.logicalName()) || casts.containsKey(column.givenName());
    }

    private Contract contract(String table) {
        return plan.relational().stream()
                .flatMap(relational -> relational.tables().stream())
                .filter(planned -> planned.name().equals(table))
                .flatMap(planned -> spec(planned).contract().stream())
                .findFirst()
                .orElse(job.contract());
    }

    private TableSpec spec(PlannedTable table) {
        TableSpec byGivenName = job.tables().getOrDefault(table.givenName(), TableSpec.NONE);
        return job.tables().getOrDefault(table.logicalName(), byGivenName);
    }
}
