package io.relata.jobs;

import io.relata.Catalog;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.schema.SchemaFormat;
import io.relata.jobs.schema.SchemaTable;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relata schema JOB.yaml}. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the tables that a run would write, or those published, as other tools read them.")
final class SchemaCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
    private Path file = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private SchemaFormat format = SchemaFormat.MERMAID;

    @Option(names = "--published", description = "The catalog's tables, and not those planned; reads no source.")
    private boolean published;

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Mixin
    private FileOptions files = new FileOptions();

    @Mixin
    private WindowOptions window = new WindowOptions();

    SchemaCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        JobFile job = window.read(file, options.settings(), files.choice(), surroundings);
        try (OpenCatalog open = OpenCatalog.of(job)) {
            surroundings.out().print(format.text(tables(job, open.catalog())));
            surroundings.out().flush();
            return ExitCode.DONE.number();
        }
    }

    private List<SchemaTable> tables(JobFile job, Catalog catalog) {
        ShownTables shown = new ShownTables(job);
        return published
                ? shown.published(catalog)
                : shown.planned(DryPlan.of(job, catalog, files.choice(), surroundings));
    }
}
