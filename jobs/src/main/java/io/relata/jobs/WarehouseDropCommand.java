package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.catalog.redshift.Drop;
import io.relata.catalog.redshift.ScriptRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relata warehouse drop JOB.yaml}. */
@Command(
        name = "drop",
        mixinStandardHelpOptions = true,
        description = {
            "Removes a job's views, tables and external schema from its warehouse.",
            "The published tables and their files stay."
        })
final class WarehouseDropCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "Prints the SQL for Redshift and runs none of it.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    @Mixin
    private SettingOptions options = new SettingOptions();

    WarehouseDropCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (JobWarehouse warehouse = JobWarehouse.of(file, options, surroundings)) {
            List<Drop> drops = warehouse.drops();
            if (dryRun) {
                ScriptRunner script = new ScriptRunner(surroundings.out());
                drops.forEach(script::run);
            } else if (isWanted(drops)) {
                try (OpenWarehouse open = warehouse.open()) {
                    drops.forEach(open.runner()::run);
                }
                surroundings.out().println("Removed.");
            } else {
                surroundings.out().println("Nothing was removed.");
            }
        }
        surroundings.out().flush();
        return ExitCode.DONE.number();
    }

    private boolean isWanted(List<Drop> drops) {
        if (!yes && !surroundings.terminal()) {
            throw RelataException.usage(new Problem(
                    "Cannot remove " + drops.size() + " things from the warehouse",
                    "the command line",
                    "there is nobody to ask",
                    "Look at them with --dry-run, then give --yes"));
        }
        drops.forEach(drop -> surroundings.out().println(RunSummary.shown(words(drop))));
        if (yes) {
            return true;
        }
        surroundings.out().print("Remove these from the warehouse? Type yes: ");
        surroundings.out().flush();
        try {
            return "yes".equals(surroundings.in().readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String words(Drop drop) {
        return switch (drop.kind()) {
                    case TABLE -> "table ";
                    case VIEW -> "view ";
                    case MATERIALIZED_VIEW -> "materialized view ";
                    case SCHEMA -> "external schema ";
                }
                + drop.name();
    }
}
