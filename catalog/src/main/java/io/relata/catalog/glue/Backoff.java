package io.relata.catalog.glue;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.catalog.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a call is made again: a random time below a bound that doubles, so that many jobs that were
 * throttled together do not come back together; and no more once a deadline is reached.
 */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Clock clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final Duration deadline;

    Backoff(Clock clock, Sleeper sleeper, RandomGenerator random, Duration deadline) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
        this.deadline = deadline;
    }

    /** Starts the time of one call. */
    Attempts begin() {
        return new Attempts(clock.instant());
    }

    /** The attempts of one call. */
    final class Attempts {

        private final Instant begun;
        private Duration bound = FIRST;

        private Attempts(Instant begun) {
            this.begun = begun;
        }

        /** Waits before the next attempt; false, without waiting, when the deadline would pass meanwhile. */
        boolean pause() {
            Duration wait = Duration.ofMillis(random.nextLong(bound.toMillis() + 1));
            if (Duration.between(begun, clock.instant()).plus(wait).compareTo(deadline) > 0) {
                return false;
            }
            bound = bound.multipliedBy(2).compareTo(LONGEST) < 0 ? bound.multipliedBy(2) : LONGEST;
            try {
                sleeper.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw RelataException.failed(
                        new Problem(
                                "Cannot wait for the Glue Data Catalog",
                                "between two attempts of a call",
                                "the program was told to stop",
                                "Run again; what was begun is then finished or undone"),
                        e);
            }
            return true;
        }
    }
}
