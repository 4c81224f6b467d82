package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.JobFileReader;
import io.relata.jobs.config.Setting;
import io.relata.jobs.config.WarehouseSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code relata demo}: the games job on its sample, with nothing but this machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs the games job on its sample: local files or a local S3 server, local catalog, DuckDB.")
final class DemoCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--target",
            paramLabel = "DIR",
            description = "The folder that takes the tables (default: relata-demo/games, with --s3 relata-demo/s3).")
    private @Nullable Path target;

    @Option(
            names = "--s3",
            description = "Reads and writes s3a:// on an S3 server, which is started on this machine and ends with the"
                    + " demo.")
    private boolean s3;

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
        if (s3) {
            Path players = file.resolveSibling("sample/players.json");
            try (S3Demo demo = S3Demo.start(surroundings.home(), target("relata-demo/s3"), players)) {
                run(file, demo.settings());
            }
        } else {
            String folder = target("relata-demo/games").toString();
            run(file, List.of(new Setting(List.of("target", "path"), folder)));
        }
        return ExitCode.DONE.number();
    }

    private Path target(String otherwise) {
        return surroundings.workingDirectory().resolve(target == null ? Path.of(otherwise) : target);
    }

    private void run(Path file, List<Setting> places) {
        List<Setting> settings = new ArrayList<>(places);
        settings.addAll(options.settings());
        JobFile job =
                new JobFileReader(surroundings.environment(), surroundings.workingDirectory()).read(file, settings);
        JobLauncher.Done done = new JobLauncher(surroundings).run(job, options.style(surroundings));
        printViews(job);
        surroundings.out().print(RunSummary.of(done));
        surroundings.out().flush();
    }

    private void printViews(JobFile job) {
        WarehouseSpec spec = job.warehouse().orElseThrow();
        try (OpenCatalog open = OpenCatalog.of(job);
                OpenWarehouse warehouse = OpenWarehouse.of(job, open.catalog(), surroundings.environment())) {
            spec.materializedViews().keySet().forEach(view -> {
                surroundings.out().println(view);
                surroundings.out().println(TextTable.of(WarehouseStep.rowsOf(warehouse.warehouse(), view)));
            });
        }
    }
}
