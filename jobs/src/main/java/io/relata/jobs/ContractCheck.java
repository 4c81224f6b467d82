package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.Contract;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.report.SchemaChange;
import io.relata.transforms.plan.OptionPath;
import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.PublishedTables;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.survey.Variants;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds what would change of published tables to what the job promises their readers. */
final class ContractCheck {

    private final JobFile job;
    private final JobPlan plan;
    private final PublishedTables published;
    private final TableContracts contracts;
    private final Map<String, String> paths = new HashMap<>();
    private final Set<String> added = new HashSet<>();
    private final boolean rescues;

    /** @param published what is known of the published tables */
    ContractCheck(JobFile job, JobPlan plan, PublishedTables published) {
        this.job = job;
        this.plan = plan;
        this.published = published;
        PublishedTables planned = plan.published().tables();
        List<PublishedTables.Table> all = new ArrayList<>(published.tables());
        all.addAll(planned.tables());
        this.contracts = TableContracts.of(job, all);
        all.forEach(table -> paths.put(table.name(), table.path()));
        this.rescues = planned.tables().stream().anyMatch(table -> contracts.at(table.path()) == Contract.RESCUE);
    }

    /** @throws RelataException of kind {@link RelataException.Kind#CONTRACT} that names every change not allowed */
    void check(List<SchemaChange> changes) {
        added.clear();
        changes.stream()
                .filter(change -> change.kind() == SchemaChange.Kind.TABLE_ADDED)
                .forEach(change -> added.add(change.table()));
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
        if (isForRescued(change)) {
            return true;
        }
        return switch (contract(change)) {
            case NONE -> true;
            case FREEZE -> false;
            case RESCUE -> isAskedFor(change) || isFirst(change);
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

    /** The first run that rescues makes the column for it, also where the root itself takes nothing new. */
    private boolean isForRescued(SchemaChange change) {
        return rescues
                && change.kind() == SchemaChange.Kind.COLUMN_ADDED
                && plan.relational().stream().anyMatch(relational -> isForRescued(change, relational));
    }

    private static boolean isForRescued(SchemaChange change, RelationalPlan plan) {
        PlannedTable root = plan.tables().get(0);
        Optional<String> path = Arrays.stream(plan.source().fields())
                .filter(Variants::isRescued)
                .map(field -> OptionPath.json(OptionPath.member(OptionPath.RECORD, field.name())))
                .findFirst();
        return change.table().equals(root.name())
                && root.columns().stream()
                        .filter(column -> column.name().equals(change.column()))
                        .anyMatch(column -> path.equals(Optional.of(column.path())));
    }

    /** Where the job has no table yet, none changes. */
    private boolean isFirst(SchemaChange change) {
        return change.kind() == SchemaChange.Kind.TABLE_ADDED
                && added.containsAll(plan.schemas().keySet());
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
        Map<String, String> casts =
                TableContracts.spec(job, table.logicalName(), table.givenName()).cast();
        return casts.containsKey(column.logicalName()) || casts.containsKey(column.givenName());
    }

    /** A new table is a change of the nearest one above it that was there. */
    private Contract contract(SchemaChange change) {
        Optional<String> path = Optional.ofNullable(paths.get(change.table()));
        if (change.kind() == SchemaChange.Kind.TABLE_ADDED) {
            path = path.flatMap(this::aboveAdded);
        }
        return path.map(contracts::at).orElse(job.contract());
    }

    private Optional<String> aboveAdded(String path) {
        Set<String> addedPaths = added.stream()
                .flatMap(name -> Optional.ofNullable(paths.get(name)).stream())
                .collect(Collectors.toSet());
        Optional<String> above = contracts.above(path);
        while (above.filter(addedPaths::contains).isPresent()) {
            above = above.flatMap(contracts::above);
        }
        return above;
    }
}
