package io.relata.catalog.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.TableStatistics;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one directory. */
class LocalCatalogProcessesTest {

    private static final int CHANGES = 150;

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void noChangeOfTwoRacingProcessesIsLost() throws Exception {
        Path catalog = folder.resolve("catalog");
        Process first = start(catalog, "0000000a");
        Process second = start(catalog, "0000000b");
        try (BufferedReader fromFirst = first.inputReader();
                BufferedReader fromSecond = second.inputReader()) {
            assertThat(fromFirst.readLine()).isEqualTo("ready");
            assertThat(fromSecond.readLine()).isEqualTo("ready");
            go(first);
            go(second);
            long conflicts = Long.parseLong(fromFirst.readLine()) + Long.parseLong(fromSecond.readLine());

            assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(conflicts).as("the two really met").isPositive();
            assertThat(rows(catalog)).isEqualTo(2 * CHANGES);
        } finally {
            first.destroyForcibly();
            second.destroyForcibly();
        }
    }

    @Test
    @Timeout(120)
    void processKilledAtAnyMomentLeavesAReadableCatalogThatCanBeChanged() throws Exception {
        Path catalog = folder.resolve("catalog");
        for (int round = 0; round < 2; round++) {
            Process doomed = start(catalog, "0000000c", Integer.MAX_VALUE);
            try (BufferedReader output = doomed.inputReader()) {
                assertThat(output.readLine()).isEqualTo("ready");
                long before = rows(catalog);
                go(doomed);
                while (rows(catalog) < before + 20) {
                    Thread.onSpinWait();
                }
            } finally {
                doomed.destroyForcibly();
            }
            assertThat(doomed.waitFor(30, TimeUnit.SECONDS)).isTrue();

            long left = rows(catalog);
            RacingProcess.change(new LocalCatalog(catalog), "0000000d");
            assertThat(rows(catalog)).isEqualTo(left + 1);
        }
    }

    private static long rows(Path catalog) {
        return new LocalCatalog(catalog)
                .find(RacingProcess.COUNTER)
                .map(table -> table.definition().statistics())
                .map(TableStatistics::rows)
                .orElse(0L);
    }

    private static void go(Process process) throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    private Process start(Path catalog, String name) throws IOException {
        return start(catalog, name, CHANGES);
    }

    private Process start(Path catalog, String name, int changes) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RacingProcess.class.getName(),
                catalog.toString(),
                name,
                Integer.toString(changes)));
        Path errors = Files.createTempFile(folder, name, ".err");
        return new ProcessBuilder(command).redirectError(errors.toFile()).start();
    }
}
