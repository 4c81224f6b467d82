package io.relata.jobs;

import io.relata.Catalog;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableStatistics;
import io.relata.Warehouse;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.WarehouseEngine;
import io.relata.jobs.optimize.TablePlan;
import io.relata.jobs.publish.Publication;
import io.relata.jobs.publish.Recovery;
import io.relata.jobs.publish.StagedTable;
import io.relata.jobs.report.Quantity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relata optimize JOB.yaml}. */
@Command(
        name = "optimize",
        mixinStandardHelpOptions = true,
        description = {
            "Joins the small files of the published tables to about target.target-file-size.",
            "Readers see the same rows; the files of before stay until a vacuum."
        })
final class OptimizeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
    private Path file = Path.of("");

    @Option(names = "--table", paramLabel = "NAME", description = "This table alone (default: all). Repeatable.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--sort",
            paramLabel = "COL",
            split = ",",
            description = "Columns that joined files are sorted by (default: of merged tables the key, else none).")
    private List<String> sort = new ArrayList<>();

    @Option(names = "--dry-run", description = "Shows what would be joined and writes nothing.")
    private boolean dryRun;

    @Mixin
    private SettingOptions options = new SettingOptions();

    OptimizeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (PublishedTarget target = PublishedTarget.of(file, options, surroundings)) {
            optimize(target);
        }
        return ExitCode.DONE.number();
    }

    private void optimize(PublishedTarget target) {
        if (!dryRun) {
            new Recovery(target.manifests(), target.publisher())
                    .recover(target.catalog(), target.job().catalog().catalog())
                    .forEach(run -> surroundings.out().println(run.sentence()));
        }
        Optimization optimization = Optimization.of(target, surroundings);
        List<TablePlan> plans = optimization.plans(only);
        if (plans.stream().noneMatch(TablePlan::joinsFiles)) {
            surroundings.out().println("Nothing to join.");
        } else if (dryRun) {
            plans.forEach(plan -> print(plan, "would become " + plan.filesAfter() + " files"));
        } else {
            Publication done = optimization.publish(plans, sort);
            plans.forEach(plan -> print(plan, "now " + counts(after(plan.shown(), done))));
            surroundings.out().println("published as run " + done.manifest().run());
            expose(target.job(), target.catalog());
        }
    }

    private static TableStatistics after(TableDefinition table, Publication done) {
        return done.manifest().tables().stream()
                .map(StagedTable::definition)
                .filter(published -> published.name().equals(table.name()))
                .map(TableDefinition::statistics)
                .findFirst()
                .orElseThrow();
    }

    private void print(TablePlan plan, String outcome) {
        surroundings
                .out()
                .println("table " + RunSummary.shown(plan.shown().name().toString()) + ", " + counts(plan.before())
                        + ": " + (plan.joinsFiles() ? outcome : "left as it is"));
    }

    private static String counts(TableStatistics statistics) {
        return statistics.files() + " files, " + Quantity.bytes(statistics.bytes());
    }

    /**
     * DuckDB's views name files, which a vacuum may now remove.
     *
     * @throws RelataException when another process holds the warehouse; the tables are published all the same
     */
    private void expose(JobFile job, Catalog catalog) {
        job.warehouse()
                .filter(spec -> spec.engine() instanceof WarehouseEngine.DuckDb)
                .ifPresent(spec -> {
                    try (OpenWarehouse open = OpenWarehouse.of(job, catalog, surroundings.environment())) {
                        open.warehouse()
                                .exposeSchema(new Warehouse.ExternalSchema(
                                        spec.externalSchema(), job.catalog().database()));
                    }
                });
    }
}
