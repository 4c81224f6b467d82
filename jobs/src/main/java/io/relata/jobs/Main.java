package io.relata.jobs;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** The entry point, on a laptop, for {@code spark-submit} and on AWS Glue alike. */
public final class Main {

    private Main() {}

    /** @param arguments a command and its options, which {@code --help} lists, or what AWS Glue gives to a job */
    public static void main(String[] arguments) {
        Surroundings surroundings = surroundings(
                new InputStreamReader(System.in, StandardCharsets.UTF_8),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Boolean.getBoolean("relata.terminal"));
        int exitCode = GlueArguments.are(arguments)
                ? GlueLaunch.execute(surroundings, arguments)
                : RelataCommand.execute(surroundings, arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /**
     * Runs a command in this process, which goes on afterwards: nobody is asked anything, and Spark stays as it is.
     *
     * @param out takes results
     * @param err takes progress and errors
     * @param arguments a command and its options, which {@code --help} lists
     * @return the exit code, 0 where the command did what it was to do
     */
    public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        int exitCode = RelataCommand.execute(surroundings(Reader.nullReader(), out, err, false), arguments);
        out.flush();
        err.flush();
        return exitCode;
    }

    private static Surroundings surroundings(Reader in, PrintWriter out, PrintWriter err, boolean terminal) {
        return new Surroundings(
                new BufferedReader(in),
                out,
                err,
                terminal,
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("relata.home", "")).toAbsolutePath(),
                Clock.systemUTC());
    }
}
