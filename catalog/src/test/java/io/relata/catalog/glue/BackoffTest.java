package io.relata.catalog.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final FakeTime time = new FakeTime();

    @Test
    void waitsAreRandomBelowABoundThatDoublesUpToTwentySeconds() {
        RandomGenerator largest = new Random() {
            @Override
            public long nextLong(long bound) {
                return bound - 1;
            }
        };
        Backoff.Attempts attempts = new Backoff(time, time, largest, Duration.ofMinutes(2)).begin();

        for (int i = 0; i < 10; i++) {
            assertThat(attempts.pause()).isTrue();
        }

        assertThat(time.sleeps())
                .extracting(Duration::toMillis)
                .isEqualTo(List.of(100L, 200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 12_800L, 20_000L, 20_000L));
    }

    @Test
    void waitThatWouldPassTheDeadlineIsNotBegun() {
        Backoff.Attempts attempts = new Backoff(time, time, new Random(1), Duration.ofMillis(1)).begin();
        time.sleep(Duration.ofMillis(2));

        assertThat(attempts.pause()).isFalse();
        assertThat(time.sleeps()).hasSize(1);
    }

    @Test
    void programThatIsToldToStopStops() {
        Backoff backoff = new Backoff(
                time,
                duration -> {
                    throw new InterruptedException();
                },
                new Random(1),
                Duration.ofMinutes(1));

        assertThatThrownBy(() -> backoff.begin().pause())
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot wait for the Glue Data Catalog (between two attempts of a call): the program was"
                        + " told to stop. Run again; what was begun is then finished or undone.");
        assertThat(Thread.interrupted()).isTrue();
    }
}
