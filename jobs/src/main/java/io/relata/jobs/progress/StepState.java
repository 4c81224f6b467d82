package io.relata.jobs.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A step at one moment.
 *
 * @param number of this step, from 1
 * @param steps how many steps the run has
 * @param at the moment
 * @param elapsed since the step started
 * @param read records or rows that finished tasks read
 * @param written rows that finished tasks wrote
 * @param tasks tasks known of so far
 * @param tasksDone of them finished
 * @param records the records of the whole step, as the step itself says at its end
 */
record StepState(
        int number,
        int steps,
        String name,
        Instant at,
        Duration elapsed,
        long read,
        long written,
        long tasks,
        long tasksDone,
        OptionalLong records) {

    /** Rows per second: those written, or those read while none is written. */
    OptionalLong rate() {
        long rows = written > 0 ? written : read;
        long millis = elapsed.toMillis();
        return rows > 0 && millis > 0 ? OptionalLong.of(Math.round(1_000.0 * rows / millis)) : OptionalLong.empty();
    }

    /** Seconds left if the tasks to come take as long as the finished ones; unknown before the first has finished. */
    OptionalLong secondsLeft() {
        if (tasksDone == 0 || tasksDone >= tasks) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.round(elapsed.toMillis() / 1_000.0 * (tasks - tasksDone) / tasksDone));
    }
}
