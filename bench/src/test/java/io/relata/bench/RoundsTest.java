package io.relata.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.testing.SparkExtension;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class RoundsTest {

    private final SparkSession spark;
    private final List<Integer> cores = new ArrayList<>();
    private final List<String> order = new ArrayList<>();

    @TempDir
    private Path work;

    RoundsTest(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void roundsAreInterleavedAndWarmUpsAreNotCounted() {
        Point point = points(List.of(1), List.of(2)).get(0);

        Map<Point, List<Measurement>> runs = rounds().run(List.of(point), List.of(new Idle("a"), new Idle("b")), 1, 2);

        assertThat(order).containsExactly("0a", "0b", "1b", "1a", "2a", "2b");
        assertThat(runs.getOrDefault(point, List.of()))
                .extracting(run -> run.round() + run.variant())
                .containsExactly("1b", "1a", "2a", "2b");
    }

    @Test
    void everyRoundBeginsAtAnotherPoint() {
        List<Point> points = points(List.of(1), List.of(1, 2));

        Map<Point, List<Measurement>> runs = rounds().run(points, List.of(new Idle("a")), 1, 2);

        assertThat(cores).containsExactly(1, 2, 2, 1, 1, 2);
        assertThat(runs.keySet()).containsExactlyElementsOf(points);
        assertThat(runs.values())
                .allSatisfy(measurements ->
                        assertThat(measurements).extracting(Measurement::round).containsExactly(1, 2));
    }

    @Test
    void pointsOfTheSameDataMustAgree() {
        List<Point> points = points(List.of(1, 2), List.of(2, 1));

        assertThat(points)
                .extracting(Point::name)
                .containsExactly(
                        "games 1 MB, 2 cores", "games 2 MB, 2 cores", "games 1 MB, 1 core", "games 2 MB, 1 core");
        assertThat(points.get(0).agreement()).isSameAs(points.get(2).agreement());
        assertThat(points.get(0).agreement()).isNotSameAs(points.get(1).agreement());
    }

    @Test
    void runThatWritesNothingButShouldFailsTheRound() {
        List<Point> points = points(List.of(1), List.of(2));
        Variant silent = new Idle("silent") {
            @Override
            public Output output() {
                return Output.TABLES;
            }
        };

        assertThatThrownBy(() -> rounds().run(points, List.of(silent), 0, 1))
                .hasMessageContaining(work.resolve("outputs/silent/players").toString());
    }

    private List<Point> points(List<Integer> megabytes, List<Integer> numbers) {
        return Points.of(work, List.of(new Games()), megabytes, numbers, 5);
    }

    private Rounds rounds() {
        PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
        Runner runner = (variant, round, trial) -> {
            order.add(round + variant.name());
            return new Measurement(variant.name(), round, 1, 1, 0, 0, new OutputFolder.Size(0, 0));
        };
        return new Rounds(
                number -> {
                    cores.add(number);
                    return spark;
                },
                runner,
                work.resolve("outputs"),
                silent);
    }

    private static class Idle implements Variant {
        private final String name;

        Idle(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Output output() {
            return Output.NOTHING;
        }

        @Override
        public void run(Trial trial) {}
    }
}
