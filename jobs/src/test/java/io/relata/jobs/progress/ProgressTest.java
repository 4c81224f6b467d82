package io.relata.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final FollowedRun RUN = new FollowedRun("20261121t100000z-00000001", "games");
    private static final RunFailure FAILURE =
            new RunFailure("Cannot read \"a\"\nb", 4, Optional.of(new RunFailure.Report("out/r.json", "out/r.html")));

    private final StringBuilder terminal = new StringBuilder();
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final InstantSource clock = () -> now;

    @Test
    void plainLinesTellWhenAStepStartsAndEnds() {
        Progress progress = progress(ProgressStyle.PLAIN, 2);
        Progress.Step survey = progress.start("survey");
        pass(1_240);
        survey.finishedTask(10, 0);
        survey.end(12_345);
        Progress.Step plan = progress.start("plan");
        pass(61_000);
        plan.end();
        assertThat(terminal).hasToString("""
                        [1/2] survey ...
                        [1/2] survey  1.2 s  12,345 records
                        [2/2] plan ...
                        [2/2] plan  61.0 s
                        """);
    }

    @Test
    void aStepThatFailsSaysSo() {
        Progress progress = progress(ProgressStyle.PLAIN, 8);
        Progress.Step step = progress.start("shred");
        pass(500);
        step.fail();
        assertThat(terminal).hasToString("[1/8] shred ...\n[1/8] shred  failed after 0.5 s\n");
    }

    @Test
    void aTerminalsLineIsWrittenOver() {
        Progress progress = progress(ProgressStyle.TERMINAL, 8);
        Progress.Step step = progress.start("shred");
        step.expect(4);
        pass(1_000);
        step.finishedTask(5_000, 12_000);
        pass(1_000);
        step.finishedTask(5_000, 12_000);
        pass(2_000);
        step.end(10_000);
        assertThat(escaped())
                .isEqualTo("<again><cut>[1/8] shred ...<whole>"
                        + "<again><cut>[1/8] shred  1.0 s  1 of 4 tasks  about 3 seconds left  12,000 rows/s"
                        + "  5,000 records read  12,000 rows written<whole>"
                        + "<again><cut>[1/8] shred  2.0 s  2 of 4 tasks  about 2 seconds left  12,000 rows/s"
                        + "  10,000 records read  24,000 rows written<whole>"
                        + "<again>[1/8] shred  4.0 s  10,000 records\n");
    }

    @Test
    void aTerminalIsNotFloodedByShortTasks() {
        Progress progress = progress(ProgressStyle.TERMINAL, 1);
        Progress.Step step = progress.start("shred");
        step.expect(1_001);
        for (int i = 0; i < 1_000; i++) {
            pass(1);
            step.finishedTask(1, 0);
        }
        assertThat(escaped().split("<again>", -1)).hasSize(1 + 1 + 5);
        assertThat(escaped())
                .endsWith(
                        "[1/1] shred  1.0 s  1,000 of 1,001 tasks  about 0 seconds left  1,000 rows/s  1,000 records read<whole>");
    }

    @Test
    void aTerminalSeesThatTimePassesWhereNothingElseDoes() {
        Progress.Step step = progress(ProgressStyle.TERMINAL, 1).start("shred");
        pass(999);
        step.tick();
        assertThat(escaped()).isEqualTo("<again><cut>[1/1] shred ...<whole>");
        pass(1);
        step.tick();
        assertThat(escaped()).as("no task is known").endsWith("<again><cut>[1/1] shred  1.0 s<whole>");
        step.expect(4);
        pass(1_000);
        step.tick();
        assertThat(escaped()).endsWith("<again><cut>[1/1] shred  2.0 s  0 of 4 tasks<whole>");
        step.end();
        int length = terminal.length();
        pass(1_000);
        step.tick();
        assertThat(terminal).as("after the end").hasSize(length);
    }

    @Test
    void aPipeSeesNoTicks() {
        for (ProgressStyle style : new ProgressStyle[] {ProgressStyle.PLAIN, ProgressStyle.JSON, ProgressStyle.QUIET}) {
            Progress.Step step = progress(style, 1).start("shred");
            int length = terminal.length();
            pass(5_000);
            step.tick();
            step.finishedTask(1, 1);
            assertThat(terminal).as(style.name()).hasSize(length);
        }
    }

    @Test
    void aBufferedOutputShowsProgressAtOnce() {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        PrintWriter err = new PrintWriter(seen, true, StandardCharsets.UTF_8);
        Progress.Step step = new Progress(err, ProgressStyle.TERMINAL, RUN, 1, clock).start("shred");
        assertThat(seen.toString(StandardCharsets.UTF_8)).contains("[1/1] shred ...");
        pass(1_000);
        step.finishedTask(7, 0);
        assertThat(seen.toString(StandardCharsets.UTF_8)).contains("7 records read");
        step.end();
        assertThat(seen.toString(StandardCharsets.UTF_8)).endsWith("[1/1] shred  1.0 s\n");
    }

    @Test
    void aTerminalsFailedStepEndsItsLine() {
        Progress.Step step = progress(ProgressStyle.TERMINAL, 1).start("shred");
        step.fail();
        assertThat(escaped()).isEqualTo("<again><cut>[1/1] shred ...<whole><again>[1/1] shred  failed after 0.0 s\n");
    }

    @Test
    void programsGetOneObjectPerLine() {
        Progress progress = progress(ProgressStyle.JSON, 2);
        Progress.Step shred = progress.start("shred \"x\"\n");
        pass(1_500);
        shred.finishedTask(7, 9);
        shred.end(7);
        progress.start("publish").fail();
        assertThat(terminal).hasToString("""
                        {"event":"step-started","at":"2026-11-21T10:00:00Z","run":"20261121t100000z-00000001","job":"games","step":"shred \\"x\\"\\\\u000a","number":1,"steps":2}
                        {"event":"step-ended","at":"2026-11-21T10:00:01.500Z","run":"20261121t100000z-00000001","job":"games","step":"shred \\"x\\"\\\\u000a","number":1,"steps":2,"millis":1500,"records":7,"rowsRead":7,"rowsWritten":9}
                        {"event":"step-started","at":"2026-11-21T10:00:01.500Z","run":"20261121t100000z-00000001","job":"games","step":"publish","number":2,"steps":2}
                        {"event":"step-failed","at":"2026-11-21T10:00:01.500Z","run":"20261121t100000z-00000001","job":"games","step":"publish","number":2,"steps":2,"millis":0,"rowsRead":0,"rowsWritten":0}
                        """);
    }

    @Test
    void programsAreToldOfWarningsAndFailuresByRunJobAndStep() {
        Progress progress = progress(ProgressStyle.JSON, 2);
        progress.warned("no step has begun");
        terminal.setLength(0);
        progress.start("shred").fail();
        terminal.setLength(0);
        progress.warned("line\nbreak");
        progress.failed(FAILURE);
        assertThat(terminal).hasToString("""
                        {"event":"warning","at":"2026-11-21T10:00:00Z","run":"20261121t100000z-00000001","job":"games","step":"shred","message":"line\\nbreak"}
                        {"event":"run-failed","at":"2026-11-21T10:00:00Z","run":"20261121t100000z-00000001","job":"games","step":"shred","message":"Cannot read \\"a\\"\\nb","exitCode":4,"report":"out/r.json","page":"out/r.html"}
                        """);
    }

    @Test
    void quietProgramsAreToldOfFailuresAlone() {
        Progress progress = progress(ProgressStyle.QUIET_JSON, 2);
        progress.start("shred").fail();
        progress.failed(new RunFailure("Cannot read", 1, Optional.empty()));
        assertThat(terminal).hasToString("""
                        {"event":"run-failed","at":"2026-11-21T10:00:00Z","run":"20261121t100000z-00000001","job":"games","step":"shred","message":"Cannot read","exitCode":1}
                        """);
    }

    @Test
    void peopleAreToldWhereTheReportOfAFailedRunIs() {
        progress(ProgressStyle.QUIET, 1).failed(FAILURE);
        assertThat(terminal).hasToString("report: out/r.json\npage: out/r.html\n");
    }

    /** The process's own writer of errors holds back what is not written by println. */
    @Test
    void linesAreSeenWhileTheRunIsGoing() {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        PrintWriter writer = new PrintWriter(seen, true, StandardCharsets.UTF_8);
        new Progress(writer, ProgressStyle.PLAIN, RUN, 1, clock).start("shred");
        assertThat(seen.toString(StandardCharsets.UTF_8)).isEqualTo("[1/1] shred ...\n");
    }

    @Test
    void quietIsQuiet() {
        Progress.Step step = progress(ProgressStyle.QUIET, 1).start("shred");
        pass(1_000);
        step.finishedTask(1, 1);
        step.end(1);
        assertThat(terminal).isEmpty();
    }

    @Test
    void aHostileNameCannotMoveTheCursorOrForgeALine() {
        progress(ProgressStyle.PLAIN, 1).start("a\u001b[2J\r\nb\u202ec\u2028d\ud800" + "x".repeat(80));
        assertThat(terminal)
                .hasToString("[1/1] a\\u001b[2J\\u000d\\u000ab\\u202ec\\u2028d\\ud800" + "x".repeat(47) + "... ...\n");
    }

    @Test
    void whatComesAfterTheEndIsNotShown() {
        Progress.Step step = progress(ProgressStyle.TERMINAL, 1).start("shred");
        step.end();
        int length = terminal.length();
        pass(1_000);
        step.finishedTask(1, 1);
        step.fail();
        step.end(3);
        assertThat(terminal).hasSize(length);
    }

    @Test
    void aClockThatIsSetBackGivesNoNegativeTime() {
        Progress.Step step = progress(ProgressStyle.PLAIN, 1).start("shred");
        pass(-5_000);
        step.end();
        assertThat(terminal).hasToString("[1/1] shred ...\n[1/1] shred  0.0 s\n");
    }

    @Test
    void aBrokenOutputDoesNotEndTheRun() {
        int[] writes = {0};
        Appendable pipe = new Appendable() {
            @Override
            public Appendable append(CharSequence text) throws IOException {
                writes[0]++;
                throw new IOException("Broken pipe");
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) throws IOException {
                return append(text);
            }

            @Override
            public Appendable append(char character) throws IOException {
                return append("");
            }
        };
        Progress.Step step = new Progress(pipe, ProgressStyle.PLAIN, RUN, 1, clock).start("shred");
        step.end(1);
        assertThat(writes[0]).isEqualTo(1);
    }

    private Progress progress(ProgressStyle style, int steps) {
        return new Progress(terminal, style, RUN, steps, clock);
    }

    private void pass(long millis) {
        now = now.plus(Duration.ofMillis(millis));
    }

    private String escaped() {
        return terminal.toString()
                .replace("\r\u001b[K", "<again>")
                .replace("\u001b[?7l", "<cut>")
                .replace("\u001b[?7h", "<whole>");
    }
}
