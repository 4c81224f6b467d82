package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.Warehouse;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.JobFileReader;
import io.relata.jobs.config.Setting;
import io.relata.jobs.config.WarehouseSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code relata demo}: the games job on its sample, with nothing but this machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs the games job on its sample: local files, local catalog, DuckDB.")
final class DemoCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--target",
            paramLabel = "DIR",
            defaultValue = "relata-demo/games",
            description = "The folder that takes the tables (default: ${DEFAULT-VALUE}).")
    private Path target = Path.of("");

    @Mixin
    private RunOptions options = new RunOptions();

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path file = surroundings.home().resolve("jobs/games/job.yaml");
        if (!Files.isRegularFile(file)) {
            throw RelataException.usage(new Problem(
                    "Cannot find the games job",
                    file.toString(),
                    "the demo needs a checkout of Relata",
                    "Start it as ./relata demo in the checkout"));
        }
        List<Setting> settings = new ArrayList<>(List.of(new Setting(
                List.of("target", "path"),
                surroundings.workingDirectory().resolve(target).toString())));
        settings.addAll(options.settings());
        JobFile job =
                new JobFileReader(surroundings.environment(), surroundings.workingDirectory()).read(file, settings);
        JobLauncher.Done done = new JobLauncher(surroundings).run(job, options.style(surroundings));
        printViews(job);
        surroundings.out().print(RunSummary.of(done));
        surroundings.out().flush();
        return ExitCode.DONE.number();
    }

    private void printViews(JobFile job) {
        WarehouseSpec spec = job.warehouse().orElseThrow();
        try (Warehouse warehouse = WarehouseStep.open(spec, JobLauncher.catalog(job))) {
            spec.materializedViews().keySet().forEach(view -> {
                surroundings.out().println(view);
                surroundings.out().println(TextTable.of(WarehouseStep.rowsOf(warehouse, view)));
            });
        }
    }
}
