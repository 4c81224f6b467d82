package io.relata.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.testing.SparkExtension;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class ColdProcessTest {

    private final SparkSession spark;

    @TempDir
    private Path work;

    ColdProcessTest(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void processIsMeasuredFromOutsideAndItsOutputVerified() {
        GeneratedData data = GeneratedData.in(work, new Games(), 1, 5);
        Point point = new Point(data, new Agreement(data.manifest().tables()), 2);
        PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
        Rounds rounds = new Rounds(
                cores -> spark,
                new ColdProcess(work.resolve("cold"), Duration.ofMinutes(5)),
                work.resolve("outputs"),
                silent);

        Map<Point, List<Measurement>> runs = rounds.run(List.of(point), List.of(new RelataBytes()), 0, 1);

        assertThat(runs.getOrDefault(point, List.of())).singleElement().satisfies(run -> {
            // starting Java and Spark alone takes more than a second
            assertThat(run.cpuSeconds()).isBetween(1.0, 200.0);
            assertThat(run.wallSeconds()).isBetween(1.0, 300.0);
            assertThat(run.output().files()).isPositive();
        });
        assertThat(point.agreement().agreed()).hasSize(2);
    }

    @Test
    void processThatFailsIsNamedWithItsLog() {
        ColdProcess runner = new ColdProcess(work.resolve("cold"), Duration.ofMinutes(5));

        assertThatThrownBy(() -> runner.run(new Floor(), 1, trialWithoutData()))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "The cold process of floor failed (%s): it ended with 1. Read what it printed in that file.",
                        work.resolve("cold/floor.log"));
        assertThat(work.resolve("cold/floor.log")).content().contains("the data is not whole");
    }

    @Test
    void processThatTakesTooLongIsEnded() {
        ColdProcess runner = new ColdProcess(work.resolve("cold"), Duration.ofMillis(1));

        assertThatThrownBy(() -> runner.run(new Floor(), 1, trialWithoutData()))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "The cold process of floor failed (%s): it took longer than 0 s and was ended. "
                                + "Read what it printed in that file.",
                        work.resolve("cold/floor.log"));
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .noneMatch(child -> child.info().commandLine().orElse("").contains(ColdRun.class.getName()));
    }

    @Test
    void processWithoutParentEndsAtOnce() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ColdRun.class.getName()));
        GeneratedData data = GeneratedData.in(work, new Games(), 1, 5);
        command.addAll(ColdRun.arguments(new Floor(), new Trial(spark, data, work.resolve("output"))));

        Process orphan = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("orphan.log").toFile())
                .start();

        assertThat(orphan.waitFor()).isEqualTo(1);
        assertThat(Files.readString(work.resolve("orphan.log"))).isEmpty();
        assertThat(work.resolve("output")).doesNotExist();
    }

    @Test
    void cpuOfChildrenIsReadWhateverTheProcessIsCalled() {
        String stat = "42 (a) b (c) S 1 42 42 0 -1 4194560 100 200 0 0 11 12 1234 566 20 0 30 0 5 6 7";

        assertThat(ChildrenCpu.seconds(stat)).isEqualTo(18);
    }

    private Trial trialWithoutData() {
        GeneratedData absent =
                new GeneratedData(new Games(), work.resolve("absent"), new Manifest(1, 1, 1, 0, List.of(), Map.of()));
        return new Trial(spark, absent, work.resolve("output"));
    }
}
