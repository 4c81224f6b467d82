package io.relata.jobs.progress;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a run failed.
 *
 * @param message what a person is told
 * @param exitCode what the process tells its caller
 * @param report where its report is; empty where none could be written
 */
public record RunFailure(String message, int exitCode, Optional<Report> report) {

    /** The paths of a report: the one for programs, and the page for people. */
    public record Report(String file, String page) {}

    public RunFailure {
        requireNonNull(message, "message");
        requireNonNull(report, "report");
    }
}
