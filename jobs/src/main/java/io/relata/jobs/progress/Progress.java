package io.relata.jobs.progress;

import java.io.Flushable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * Tells how far a run is: a step is started, moves and ends. Names are shown with control characters escaped and cut to
 * a length that fits a line. When the output breaks, the run goes on in silence. Safe for use by several threads.
 */
public final class Progress {

    private static final Duration BETWEEN_LINES = Duration.ofMillis(200);
    private static final Duration BETWEEN_TICKS = Duration.ofSeconds(1);
    private static final int LONGEST_NAME = 60;

    private final Appendable out;
    private final ProgressView view;
    private final int steps;
    private final InstantSource clock;
    private String step = "";
    private int started;
    private boolean broken;

    /** @param steps how many steps the run has */
    public Progress(Appendable out, ProgressStyle style, FollowedRun run, int steps, InstantSource clock) {
        this.out = out;
        this.view = ProgressView.of(style, run);
        this.steps = steps;
        this.clock = clock;
    }

    /** Starts the next step. */
    public synchronized Step start(String name) {
        Step next = new Step(++started, shown(name), clock.instant());
        step = next.name();
        write(text -> view.started(next.state(OptionalLong.empty()), text));
        return next;
    }

    /** Something beside the run's own work did not succeed, and the run goes on. */
    public synchronized void warned(String message) {
        write(text -> view.warned(now(), message, text));
    }

    /** The run is over. */
    public synchronized void failed(RunFailure failure) {
        write(text -> view.failed(now(), failure, text));
    }

    private RunMoment now() {
        return new RunMoment(clock.instant(), step);
    }

    private synchronized void write(Line line) {
        if (broken) {
            return;
        }
        try {
            // At once, so that lines of several threads do not mix.
            StringBuilder text = new StringBuilder();
            line.write(text);
            if (!text.isEmpty()) {
                out.append(text);
                flush();
            }
        } catch (IOException e) {
            // A closed pipe or terminal is no reason to lose the run, and there is nowhere left to say so.
            broken = true;
        }
    }

    /** A writer that flushes at println alone would keep lines until the run is over. */
    private void flush() throws IOException {
        if (out instanceof Flushable buffered) {
            buffered.flush();
        }
    }

    private static String shown(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().limit(LONGEST_NAME).forEach(character -> {
            int type = Character.getType(character);
            if (Character.isISOControl(character)
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                text.append("\\u%04x".formatted(character));
            } else {
                text.appendCodePoint(character);
            }
        });
        return name.codePointCount(0, name.length()) > LONGEST_NAME ? text + "..." : text.toString();
    }

    @FunctionalInterface
    private interface Line {
        void write(Appendable text) throws IOException;
    }

    /** A step that was started. Ended once; what comes after that is not shown. */
    public final class Step {

        private final int number;
        private final String name;
        private final Instant start;
        private Instant shown;
        private long read;
        private long written;
        private long tasks;
        private long tasksDone;
        private boolean over;

        private Step(int number, String name, Instant start) {
            this.number = number;
            this.name = name;
            this.start = start;
            this.shown = start;
        }

        /** More tasks are to be run. */
        public void expect(long moreTasks) {
            synchronized (Progress.this) {
                tasks += moreTasks;
            }
        }

        /**
         * A task has finished.
         *
         * @param rowsRead records or rows that it read
         * @param rowsWritten rows that it wrote
         */
        public void finishedTask(long rowsRead, long rowsWritten) {
            synchronized (Progress.this) {
                read += rowsRead;
                written += rowsWritten;
                tasksDone++;
                show(BETWEEN_LINES);
            }
        }

        /** Time has passed, in which nothing may have happened. */
        public void tick() {
            synchronized (Progress.this) {
                show(BETWEEN_TICKS);
            }
        }

        private void show(Duration pause) {
            Instant now = clock.instant();
            if (!over && !now.isBefore(shown.plus(pause))) {
                shown = now;
                write(text -> view.moved(state(OptionalLong.empty()), text));
            }
        }

        /** The step is done. */
        public void end() {
            end(OptionalLong.empty());
        }

        /** The step is done, and it dealt with this many records. */
        public void end(long records) {
            end(OptionalLong.of(records));
        }

        /** The step failed. */
        public void fail() {
            synchronized (Progress.this) {
                if (!over) {
                    over = true;
                    write(text -> view.failed(state(OptionalLong.empty()), text));
                }
            }
        }

        /** The step's name as it is shown. */
        public String name() {
            return name;
        }

        private void end(OptionalLong records) {
            synchronized (Progress.this) {
                if (!over) {
                    over = true;
                    write(text -> view.ended(state(records), text));
                }
            }
        }

        private StepState state(OptionalLong records) {
            Instant now = clock.instant();
            // The wall clock may be set back while a step runs.
            Duration elapsed = now.isBefore(start) ? Duration.ZERO : Duration.between(start, now);
            return new StepState(number, steps, name, now, elapsed, read, written, tasks, tasksDone, records);
        }
    }
}
