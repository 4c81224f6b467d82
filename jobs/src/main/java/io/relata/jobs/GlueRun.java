package io.relata.jobs;

import static java.util.Objects.requireNonNull;

import io.relata.jobs.report.RunReport;
import java.util.Map;
import java.util.Optional;

/**
 * A run as AWS Glue knows it.
 *
 * @param job the name of Glue's job
 * @param id Glue's id of the run, as in {@code jr_4f9c02ab}; empty where Glue does not tell it
 * @param arguments Glue's own arguments by name
 */
record GlueRun(String job, Optional<String> id, Map<String, String> arguments) {

    private static final String PROPERTIES = "spark.glue.";

    GlueRun {
        requireNonNull(job, "job");
        requireNonNull(id, "id");
        arguments = Map.copyOf(arguments);
    }

    /** Glue tells a run its name and id as arguments, as Spark's settings, or both. */
    static GlueRun of(Map<String, String> arguments) {
        return new GlueRun(
                told(arguments, GlueNames.JOB_NAME).orElse("unnamed"),
                told(arguments, GlueNames.JOB_RUN_ID),
                arguments);
    }

    private static Optional<String> told(Map<String, String> arguments, String name) {
        return Optional.ofNullable(arguments.get(name))
                .or(() -> Optional.ofNullable(System.getProperty(PROPERTIES + name)))
                .filter(value -> !value.isEmpty());
    }

    RunReport.Launch launch() {
        return new RunReport.Launch("glue", job, id);
    }
}
