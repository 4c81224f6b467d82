package io.relata.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class SparkActivityTest {

    private final SparkSession spark;

    SparkActivityTest(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void tasksFeedTheStepAndTheStepNamesTheJobs(@TempDir Path folder) throws InterruptedException {
        BlockingQueue<String> descriptions = new LinkedBlockingQueue<>();
        SparkListener jobs = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                descriptions.add(String.valueOf(job.properties().getProperty("spark.job.description")));
            }
        };
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Progress progress = new Progress(
                new Lines(lines),
                ProgressStyle.TERMINAL,
                new FollowedRun("20261121t100000z-00000001", "games"),
                1,
                new TickingClock(Clock.systemUTC()));
        spark.sparkContext().addSparkListener(jobs);
        try {
            Progress.Step step = progress.start("write\n");
            try (SparkActivity activity = SparkActivity.during(step, spark, "games 20261121t100000z-00000001")) {
                spark.range(0, 1_000, 1, 4).write().parquet(folder + "/out");
                assertThat(descriptions.poll(60, TimeUnit.SECONDS))
                        .isEqualTo("games 20261121t100000z-00000001: write\\u000a");
                awaitLineWith("1,000 rows written", lines);
            }
            descriptions.clear();
            spark.range(10).count();
            assertThat(descriptions.poll(60, TimeUnit.SECONDS))
                    .isNotEqualTo("games 20261121t100000z-00000001: write\\u000a");
        } finally {
            spark.sparkContext().removeSparkListener(jobs);
        }
    }

    private static void awaitLineWith(String text, BlockingQueue<String> lines) throws InterruptedException {
        String line;
        do {
            line = lines.poll(60, TimeUnit.SECONDS);
            assertThat(line).as("a line with \"%s\"", text).isNotNull();
        } while (!line.contains(text));
    }

    /** Each look is a second after the one before, so that every finished task is shown. */
    private static final class TickingClock implements java.time.InstantSource {

        private final java.time.Instant start;
        private long looks;

        TickingClock(Clock clock) {
            start = clock.instant();
        }

        @Override
        public synchronized java.time.Instant instant() {
            return start.plusSeconds(looks++);
        }
    }

    /** A terminal whose lines a test can wait for. */
    private record Lines(BlockingQueue<String> lines, StringBuilder line) implements Appendable {

        Lines(BlockingQueue<String> lines) {
            this(lines, new StringBuilder());
        }

        @Override
        public Appendable append(CharSequence text) {
            line.append(text);
            lines.addAll(List.of(line.toString()));
            if (text.toString().endsWith("K")) {
                line.setLength(0);
            }
            return this;
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) {
            return append(text.subSequence(start, end));
        }

        @Override
        public Appendable append(char character) {
            return append(String.valueOf(character));
        }
    }
}
