package io.relata.jobs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code relata warehouse create|drop JOB.yaml}. */
@Command(
        name = "warehouse",
        mixinStandardHelpOptions = true,
        description = "Sets up what a job has in its warehouse, or takes it down.",
        subcommands = {WarehouseCreateCommand.class, WarehouseDropCommand.class})
final class WarehouseCommand implements Runnable {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    WarehouseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.spec = CommandSpec.create();
    }

    @Override
    public void run() {
        spec.commandLine().usage(surroundings.out());
    }
}
