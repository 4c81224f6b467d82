package io.relata.transforms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link MemoryTrial} in a process of its own with a heap of 1 GB and two tasks at once. */
class BoundedMemoryTest {

    private static final int TABLES = 60;
    private static final int COLUMNS = 800;
    private static final int RECORDS = 8;

    @TempDir
    Path folder;

    @Test
    void oneGigabyteIsEnoughForWideTablesAndHostileRecords() throws Exception {
        wide(folder.resolve("wide.json"));
        longText(folder.resolve("long.json"));
        nested(folder.resolve("nested.json"));
        numerous(folder.resolve("numerous.json"));

        assertThat(results("wide", "long", "nested", "numerous"))
                .containsExactly(
                        "wide: 60 tables, 48177 columns, 480 rows, rejected {}",
                        "long: 1 tables, 2 columns, 2 rows, rejected {TOO_LARGE=1}",
                        "nested: 1 tables, 1 columns, 2 rows, rejected {TOO_DEEP=2}",
                        "numerous: 2 tables, 4 columns, 900004 rows, rejected {TOO_LARGE=2}");
    }

    /** 60 tables of 800 columns and their keys: a record has a row in each. */
    private static void wide(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int record = 0; record < RECORDS; record++) {
                out.write("{");
                members(out, record);
                for (int table = 1; table < TABLES; table++) {
                    out.write(",\"t" + table + "\":[{");
                    members(out, record + table);
                    out.write("}]");
                }
                out.write("}\n");
            }
        }
    }

    private static void members(BufferedWriter out, int seed) throws IOException {
        for (int column = 0; column < COLUMNS; column++) {
            String value = column % 2 == 0 ? String.valueOf(seed + column) : "\"text " + seed % 7 + "\"";
            out.write((column == 0 ? "\"c" : ",\"c") + column + "\":" + value);
        }
    }

    private static void longText(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"a\":1,\"s\":\"x\"}\n{\"a\":2,\"s\":\"");
            repeat(out, "y".repeat(1_000_000), 200);
            out.write("\"}\n{\"a\":3,\"s\":\"z\"}\n");
        }
    }

    private static void nested(Path file) throws IOException {
        int levels = 100_000;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"a\":1}\n{\"a\":" + "[".repeat(levels) + "]".repeat(levels) + "}\n");
            out.write("{\"a\":".repeat(levels) + "1" + "}".repeat(levels) + "\n{\"a\":3}\n");
        }
    }

    private static void numerous(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"a\":[1]}\n{\"a\":[");
            repeat(out, "1,", 30_000_000);
            out.write("1]}\n{\"a\":[");
            repeat(out, "[],", 600_000);
            repeat(out, "[1],", 600_000);
            out.write("1]}\n{\"a\":[");
            repeat(out, "2,", 900_000);
            out.write("2]}\n");
        }
    }

    private static void repeat(BufferedWriter out, String text, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            out.write(text);
        }
    }

    private List<String> results(String... names) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-Djdk."))
                .forEach(command::add);
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-Xmx1g", "-XX:+UseParallelGC", "-Duser.timezone=UTC", "-cp", path));
        command.addAll(List.of(MemoryTrial.class.getName(), folder.toString()));
        command.addAll(List.of(names));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(new File(folder.toString()))
                .start();
        try {
            assertThat(process.waitFor(8, TimeUnit.MINUTES)).as("ends in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(log, UTF_8);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed.lines().filter(line -> line.contains(" tables, ")).toList();
    }
}
