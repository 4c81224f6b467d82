package io.relata.jobs;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** The entry point, on a laptop, for {@code spark-submit} and on AWS Glue alike. */
public final class Main {

    private Main() {}

    /** @param arguments a command and its options, which {@code --help} lists, or what AWS Glue gives to a job */
    public static void main(String[] arguments) {
        Surroundings surroundings = new Surroundings(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Boolean.getBoolean("relata.terminal"),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("relata.home", "")).toAbsolutePath(),
                Clock.systemUTC());
        int exitCode = GlueArguments.are(arguments)
                ? GlueLaunch.execute(surroundings, arguments)
                : RelataCommand.execute(surroundings, arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
