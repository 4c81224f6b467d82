package io.relata.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.relata.RunId;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.JobFileReader;
import io.relata.jobs.progress.ProgressStyle;
import io.relata.transforms.survey.SurveyExtent;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relata relationalize INPUT...}: a job without a job file. */
@Command(
        name = "relationalize",
        mixinStandardHelpOptions = true,
        description = "Turns JSON files into tables without a job file.")
final class RelationalizeCommand implements Callable<Integer> {

    /** The formats that tables can be written in. */
    enum Format {
        PARQUET,
        DELTA
    }

    private final Surroundings surroundings;

    @Parameters(paramLabel = "INPUT", arity = "1..*", description = "Files, folders and patterns.")
    private List<String> inputs = List.of();

    @Option(names = "--root", required = true, paramLabel = "NAME", description = "The root table's name.")
    private String root = "";

    @Option(names = "--target", required = true, paramLabel = "DIR", description = "The folder that takes the tables.")
    private String target = "";

    @Option(
            names = "--catalog",
            paramLabel = "DIR",
            description = "The folder of the local catalog (default: _relata/catalog in the target).")
    private @Nullable String catalog;

    @Option(
            names = "--database",
            paramLabel = "NAME",
            description = "The database that the tables are registered in (default: the root table's name).")
    private @Nullable String database;

    @Option(
            names = "--records",
            paramLabel = "PATH",
            description = "Where a document holds its records, such as $.Records[*].")
    private @Nullable String records;

    @Option(
            names = "--survey",
            paramLabel = "EXTENT",
            description = "all or sample: how much is read for the records' fields (default: all).")
    private @Nullable SurveyExtent survey;

    @Option(
            names = "--key",
            split = ",",
            paramLabel = "COL",
            description = "The columns that name a document; ids are then made from them.")
    private List<String> key = List.of();

    @Option(
            names = "--format",
            defaultValue = "PARQUET",
            paramLabel = "FORMAT",
            description = "parquet or delta (default: parquet).")
    private Format format = Format.PARQUET;

    @Mixin
    private RunIdOption runId = new RunIdOption();

    @Mixin
    private RunOptions options = new RunOptions();

    RelationalizeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        JobFile job = new JobFileReader(surroundings.environment(), surroundings.workingDirectory())
                .readText("command line", document(), options.settings());
        JobLauncher launcher = new JobLauncher(surroundings);
        ProgressStyle style = options.style(surroundings);
        Optional<RunId> run = runId.run();
        Optional<JobLauncher.Done> done =
                run.isPresent() ? launcher.run(job, style, run.get()) : Optional.of(launcher.run(job, style));
        surroundings.out().print(RunSummary.of(done));
        surroundings.out().flush();
        return ExitCode.DONE.number();
    }

    /** The job file that says the same; JSON is YAML. */
    private String document() {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("path", inputs.stream().map(RelationalizeCommand::literal).toList());
        if (records != null) {
            source.put("records", literal(records));
        }
        if (survey != null) {
            source.put("survey", survey == SurveyExtent.SAMPLE ? "sample" : "all");
        }
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("type", "local");
        place.put("database", literal(database == null ? root : database));
        if (catalog != null) {
            place.put("path", literal(catalog));
        }
        Map<String, Object> relationalize = new LinkedHashMap<>();
        relationalize.put("source", "input");
        relationalize.put("root", literal(root));
        if (!key.isEmpty()) {
            relationalize.put(
                    "key", key.stream().map(RelationalizeCommand::literal).toList());
        }
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("job", "relationalize");
        job.put("sources", Map.of("input", source));
        job.put("relationalize", relationalize);
        job.put("target", Map.of("path", literal(target), "format", format == Format.DELTA ? "delta" : "parquet"));
        job.put("catalog", place);
        try {
            return new JsonMapper().writeValueAsString(job);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the shell has passed on is no variable of ours. */
    private static String literal(String argument) {
        return argument.replace("${", "$${");
    }
}
