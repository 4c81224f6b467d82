package io.relata.jobs;

import io.relata.Catalog;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.JobFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relata plan JOB.yaml}. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the tables that a run would write, and how they differ from what is published.",
            "Exit code 2 when they differ. Writes nothing to the target."
        })
final class PlanCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
    private Path file = Path.of("");

    @Mixin
    private RunOptions options = new RunOptions();

    @Mixin
    private FileOptions files = new FileOptions();

    @Mixin
    private WindowOptions window = new WindowOptions();

    @Option(names = "--json", description = "Prints the plan as one JSON document.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Writes that document to a file, too, which run --plan carries out; there must be none.")
    private @Nullable Path out;

    PlanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        JobFile job = window.read(file, options.settings(), files.choice(), surroundings);
        try (OpenCatalog open = OpenCatalog.of(job)) {
            return plan(job, open.catalog());
        }
    }

    private int plan(JobFile job, Catalog catalog) {
        Optional<DryPlan> planned = DryPlan.of(job, catalog, files.choice(), surroundings);
        if (planned.isEmpty()) {
            surroundings.out().println("No file is new, so a run would publish nothing.");
            return ExitCode.DONE.number();
        }
        DryPlan dry = planned.get();
        Optional<Expectation> expected = dry.expectation(job);
        if (json || out != null) {
            String document = PlanJson.text(job, dry, catalog, expected);
            write(document);
            if (json) {
                surroundings.out().print(document);
                surroundings.out().flush();
                return code(dry);
            }
        }
        new PlanText(job, dry, surroundings.out()).print(catalog, expected);
        return code(dry);
    }

    private static int code(DryPlan dry) {
        return (dry.changes().isEmpty() ? ExitCode.DONE : ExitCode.PLAN_HAS_CHANGES).number();
    }

    private void write(String document) {
        if (out == null) {
            return;
        }
        Path to = surroundings.workingDirectory().resolve(out);
        try {
            Files.writeString(to, document, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw refused(to, "there is such a file already");
        } catch (IOException e) {
            throw refused(to, "it cannot be written");
        }
    }

    private static RelataException refused(Path file, String why) {
        return RelataException.usage(new Problem(
                "Cannot write the plan", file.toString(), why, "Name a new file in a folder that is there"));
    }
}
