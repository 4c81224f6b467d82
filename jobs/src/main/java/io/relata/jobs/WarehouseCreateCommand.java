package io.relata.jobs;

import io.relata.catalog.redshift.ScriptRunner;
import io.relata.catalog.redshift.WarehouseObjects;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relata warehouse create JOB.yaml}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the schemas, tables and views of a job and lets its readers read them.",
            "What is there stays, so it can be called again."
        })
final class WarehouseCreateCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "Prints the SQL for Redshift and runs none of it.")
    private boolean dryRun;

    @Mixin
    private SettingOptions options = new SettingOptions();

    WarehouseCreateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (JobWarehouse warehouse = JobWarehouse.of(file, options, surroundings)) {
            WarehouseContents contents = warehouse.contents();
            WarehouseObjects objects = contents.objects();
            if (dryRun) {
                objects.create(new ScriptRunner(surroundings.out()));
            } else {
                try (OpenWarehouse open = warehouse.open()) {
                    objects.create(open.runner());
                }
                tell(objects);
            }
            contents.awaited()
                    .forEach(table -> surroundings
                            .out()
                            .println((dryRun ? "-- " : "") + "table " + RunSummary.shown(table)
                                    + " was never published: the job's first run makes it, and the views after it"));
        }
        surroundings.out().flush();
        return ExitCode.DONE.number();
    }

    private void tell(WarehouseObjects objects) {
        say("external schema " + objects.external().schema().name());
        objects.schema().ifPresent(schema -> say("schema " + schema.name()));
        objects.tables().forEach(table -> say("table " + table.table()));
        objects.views().forEach(view -> say("materialized view " + view.view()));
    }

    private void say(String what) {
        surroundings.out().println(RunSummary.shown(what) + " is there");
    }
}
