package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.testing.ForklessLocalFileSystem;
import io.relata.testing.ForklessLocalFs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A Java process with this test's class path, in which Spark finds small settings. */
record ForkedJava(Path folder, Map<String, String> properties, Map<String, String> environment) {

    private static final long LONGEST_SECONDS = 240;

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    static ForkedJava in(Path folder) {
        return new ForkedJava(folder, Map.of(), Map.of())
                .property("user.timezone", "UTC")
                .property("java.io.tmpdir", folder.toString())
                .property("spark.master", "local[2]")
                .property("spark.ui.enabled", "false")
                .property("spark.driver.bindAddress", "127.0.0.1")
                .property("spark.driver.host", "127.0.0.1")
                .property("spark.sql.shuffle.partitions", "2")
                .property("spark.databricks.delta.snapshotPartitions", "2")
                .property(
                        "spark.sql.warehouse.dir",
                        folder.resolve("spark-warehouse").toString())
                .property("spark.local.dir", folder.toString())
                .property("spark.hadoop.fs.file.impl", ForklessLocalFileSystem.class.getName())
                .property("spark.hadoop.fs.AbstractFileSystem.file.impl", ForklessLocalFs.class.getName());
    }

    ForkedJava property(String name, String value) {
        return new ForkedJava(folder, with(properties, name, value), environment);
    }

    ForkedJava variable(String name, String value) {
        return new ForkedJava(folder, properties, with(environment, name, value));
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> more = new TreeMap<>(map);
        more.put(name, value);
        return more;
    }

    /** Runs a class to the end of its process, which must be this one, and gives what it printed. */
    String run(Class<?> main, int exitCode, List<String> arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "process", ".log");
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-Djdk."))
                .forEach(command::add);
        command.addAll(List.of("-Xmx1g", "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1"));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(folder.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
                    .as(() -> "ends in time, of which it printed " + printed(log))
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String printed = printed(log);
        assertThat(process.exitValue()).as(printed).isEqualTo(exitCode);
        return printed;
    }

    private static String printed(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
