package io.relata.bench;

import io.relata.Problem;
import io.relata.RelataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs in a Java of its own, with the options of this one; measured from its start to its end, from outside. Nothing
 * else may end a child of this process meanwhile.
 *
 * @param logs a folder for what each process prints
 * @param longest what a process may take
 */
record ColdProcess(Path logs, Duration longest) implements Runner {

    @Override
    public Measurement run(Variant variant, int round, Trial trial) {
        Path log = logs.resolve(variant.name() + ".log");
        try {
            Files.createDirectories(logs);
            ProcessBuilder builder = new ProcessBuilder(command(variant, trial))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            double cpuBefore = ChildrenCpu.seconds();
            long start = System.nanoTime();
            waitFor(builder.start(), variant, log);
            double wallSeconds = (System.nanoTime() - start) / 1e9;
            double cpuSeconds = ChildrenCpu.seconds() - cpuBefore;
            OutputFolder.Size size = OutputFolder.at(trial.destination()).size();
            return new Measurement(variant.name(), round, cpuSeconds, wallSeconds, 0, 0, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void waitFor(Process process, Variant variant, Path log) {
        boolean ended = false;
        // The child holds the other end of its standard input, and ends itself once this process is no more.
        try {
            ended = process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(variant, log, "it was interrupted");
        } finally {
            if (!ended) {
                process.destroyForcibly().onExit().join();
            }
        }
        if (!ended) {
            throw failed(variant, log, "it took longer than " + longest.toSeconds() + " s and was ended");
        }
        if (process.exitValue() != 0) {
            throw failed(variant, log, "it ended with " + process.exitValue());
        }
    }

    private static List<String> command(Variant variant, Trial trial) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-XX:StartFlightRecording"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ColdRun.class.getName()));
        command.addAll(ColdRun.arguments(variant, trial));
        return command;
    }

    private static RelataException failed(Variant variant, Path log, String why) {
        return RelataException.failed(new Problem(
                "The cold process of " + variant.name() + " failed",
                log.toString(),
                why,
                "Read what it printed in that file"));
    }
}
