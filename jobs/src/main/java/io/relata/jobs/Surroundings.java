package io.relata.jobs;

import io.relata.jobs.report.RunReport;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the program finds around it; tests give their own.
 *
 * @param in what a person types
 * @param out takes results
 * @param err takes progress and errors
 * @param terminal whether a person watches
 * @param home the checkout, which holds the ready jobs
 * @param launch the service that started the program as a run of its own; empty where it was none
 */
record Surroundings(
        BufferedReader in,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        Map<String, String> environment,
        Path workingDirectory,
        Path home,
        Clock clock,
        Optional<RunReport.Launch> launch) {

    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:/.*");

    /** Started by a person, or by {@code spark-submit}. */
    Surroundings(
            BufferedReader in,
            PrintWriter out,
            PrintWriter err,
            boolean terminal,
            Map<String, String> environment,
            Path workingDirectory,
            Path home,
            Clock clock) {
        this(in, out, err, terminal, environment, workingDirectory, home, clock, Optional.empty());
    }

    Surroundings launchedBy(RunReport.Launch service) {
        return new Surroundings(
                in, out, err, terminal, environment, workingDirectory, home, clock, Optional.of(service));
    }

    private static boolean isWithScheme(String path) {
        return SCHEME.matcher(path).matches();
    }

    /** Whether what a person names in the place of a job file is a target: job files are files of this machine. */
    boolean isFolder(String path) {
        return isWithScheme(path) || Files.isDirectory(Path.of(absolute(path)));
    }

    /** A path as a person writes it: one without a scheme is of the working directory. */
    String absolute(String path) {
        return isWithScheme(path) ? path : workingDirectory.resolve(path).toString();
    }
}
