package io.relata.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {

    private static final List<Measurement> RUNS = List.of(
            run("floor", 1, 10, 6),
            run("relata", 1, 5, 9),
            run("floor", 2, 12, 5),
            run("relata", 2, 4, 3),
            run("floor", 3, 30, 7),
            run("relata", 3, 2, 4),
            run("by-hand", 1, 20, 10),
            run("by-hand", 2, 30, 12));

    @TempDir
    private Path folder;

    @Test
    void comparesMediansOfCpuAndLeastWall() {
        Summary summary = Summary.of("relata", RUNS, 100_000_000);

        assertThat(summary.cpuSeconds()).isEqualTo(4);
        assertThat(summary.leastCpuSeconds()).isEqualTo(2);
        assertThat(summary.wallSeconds()).isEqualTo(4);
        assertThat(summary.leastWallSeconds()).isEqualTo(3);
        assertThat(summary.cpuRatios()).isEqualTo(Map.of("floor", 4 / 12.0, "by-hand", 4 / 25.0));
        assertThat(summary.leastWallRatios()).isEqualTo(Map.of("floor", 3 / 5.0, "by-hand", 3 / 10.0));
        assertThat(summary.megabytesPerCpuSecond()).isEqualTo(25);
    }

    @Test
    void tableHasALinePerVariantAndNoRatioToWhatDidNotRun() {
        List<Measurement> runs = RUNS.subList(0, 6);
        Result result = new Result(
                "games 100 MB, 2 cores",
                "games",
                42,
                100,
                100_000_000,
                2,
                Map.of(),
                Map.of(),
                List.of(Summary.of("floor", runs, 100_000_000), Summary.of("relata", runs, 100_000_000)),
                runs);

        assertThat(result.markdown().lines())
                .containsExactly(
                        "| variant | runs | CPU s median / min | wall s median / min | CPU to floor "
                                + "| wall (min) to floor | JSON MB per core-second | GC ms | allocated GB | output MB | files |",
                        "|---|---|---|---|---|---|---|---|---|---|---|",
                        "| floor | 3 | 12.00 / 10.00 | 6.00 / 5.00 | 1.00 | 1.00 | 8 | 3 | 2.0 | 1.5 | 4 |",
                        "| relata | 3 | 4.00 / 2.00 | 4.00 / 3.00 | 0.33 | 0.60 | 25 | 3 | 2.0 | 1.5 | 4 |");
    }

    @Test
    void tableComparesWithEveryBaselineThatRan() {
        List<Measurement> runs = new ArrayList<>(RUNS);
        runs.add(run("duckdb-temp", 1, 8, 2));
        Result result = new Result(
                "games 100 MB, 2 cores",
                "games",
                42,
                100,
                100_000_000,
                2,
                Map.of(),
                Map.of(),
                List.of(Summary.of("relata", runs, 100_000_000)),
                runs);

        assertThat(result.markdown().lines())
                .containsExactly(
                        "| variant | runs | CPU s median / min | wall s median / min | CPU to floor | CPU to by-hand "
                                + "| CPU to duckdb-temp | wall (min) to floor | wall (min) to by-hand "
                                + "| wall (min) to duckdb-temp | JSON MB per core-second | GC ms | allocated GB | output MB "
                                + "| files |",
                        "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|",
                        "| relata | 3 | 4.00 / 2.00 | 4.00 / 3.00 | 0.33 | 0.16 | 0.50 | 0.60 | 0.30 | 1.50 | 25 | 3 "
                                + "| 2.0 | 1.5 | 4 |");
    }

    @Test
    void tableOfProcessesHasNothingThatIsMeasuredInside() {
        List<Measurement> runs =
                List.of(new Measurement("infer-by-hand", 1, 8, 4, 0, 0, new OutputFolder.Size(4, 1_500_000)));

        assertThat(result("games 100 MB, 2 cores", 100_000_000, runs).markdown().lines())
                .containsExactly(
                        "| variant | runs | CPU s median / min | wall s median / min | CPU to infer-by-hand "
                                + "| wall (min) to infer-by-hand | JSON MB per core-second | output MB | files |",
                        "|---|---|---|---|---|---|---|---|---|",
                        "| infer-by-hand | 1 | 8.00 / 8.00 | 4.00 / 4.00 | 1.00 | 1.00 | 13 | 1.5 | 4 |");
    }

    @Test
    void severalPointsAreComparedByByte() {
        Result small = result("games 100 MB, 2 cores", 100_000_000, List.of(run("relata", 1, 2, 3)));
        Result large = result("games 1000 MB, 2 cores", 1_000_000_000, List.of(run("relata", 1, 16, 9)));

        assertThat(new Results(List.of(small, large)).markdown().lines())
                .startsWith("## games 100 MB, 2 cores", "")
                .contains("## games 1000 MB, 2 cores")
                .endsWith(
                        "## All points",
                        "",
                        "| variant | point | CPU s per GB | wall s (min) per GB |",
                        "|---|---|---|---|",
                        "| relata | games 100 MB, 2 cores | 20.00 | 30.00 |",
                        "| relata | games 1000 MB, 2 cores | 16.00 | 9.00 |",
                        "| relata | largest to smallest | 1.25 | 3.33 |");
    }

    @Test
    void resultIsWrittenAsJson() {
        Path file = folder.resolve("new/result.json");

        new Results(List.of(result("games 1 MB, 2 cores", 1, RUNS.subList(0, 1)))).write(file);

        assertThat(file)
                .content()
                .contains("\"data\" : \"games\"", "\"java\" : \"17\"", "\"cpuSeconds\" : 10.0", "\"bytes\" : 1500000");
        assertThat(Files.exists(file)).isTrue();
    }

    private static Result result(String point, long inputBytes, List<Measurement> runs) {
        Summary summary = Summary.of(runs.get(0).variant(), runs, inputBytes);
        return new Result(point, "games", 42, 1, inputBytes, 2, Map.of("java", "17"), Map.of(), List.of(summary), runs);
    }

    private static Measurement run(String variant, int round, double cpuSeconds, double wallSeconds) {
        return new Measurement(
                variant, round, cpuSeconds, wallSeconds, 3, 2_000_000_000, new OutputFolder.Size(4, 1_500_000));
    }
}
