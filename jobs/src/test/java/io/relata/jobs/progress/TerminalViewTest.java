package io.relata.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a person sees on a terminal. */
@Tag("any-spark")
class TerminalViewTest {

    /** As the log writes it on a terminal, see relata-log4j2.properties and ./relata. */
    private static final String LOG_LINE = "\r\u001b[K10:00:01 WARN Task: lost\n";

    private static final FollowedRun RUN = new FollowedRun("20261121t100000z-00000001", "games");

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void aNarrowTerminalShowsOneLineForEachStep() {
        FakeTerminal terminal = new FakeTerminal(30);
        Progress progress = new Progress(terminal, ProgressStyle.TERMINAL, RUN, 2, () -> now);
        Progress.Step survey = progress.start("survey");
        survey.expect(3);
        finishTask(survey);
        finishTask(survey);
        assertThat(terminal.screen())
                .hasSize(1)
                .allSatisfy(row -> assertThat(row).startsWith("[1/2] survey  2.0 s  2 of 3 t"));
        survey.end(20);
        progress.start("plan");
        assertThat(terminal.screen()).containsExactly("[1/2] survey  2.0 s  20 record", "s", "[2/2] plan ...");
    }

    @Test
    void aLogLineStandsAloneAndProgressGoesOnBelow() {
        FakeTerminal terminal = new FakeTerminal(120);
        Progress.Step step = new Progress(terminal, ProgressStyle.TERMINAL, RUN, 1, () -> now).start("shred");
        step.expect(2);
        finishTask(step);
        terminal.append(LOG_LINE);
        assertThat(terminal.screen()).containsExactly("10:00:01 WARN Task: lost", "");
        finishTask(step);
        assertThat(terminal.screen())
                .containsExactly(
                        "10:00:01 WARN Task: lost", "[1/1] shred  2.0 s  2 of 2 tasks  10 rows/s  20 records read");
    }

    @Test
    void whatIsNotKnownIsNotSaid() {
        FakeTerminal terminal = new FakeTerminal(120);
        Progress.Step step = new Progress(terminal, ProgressStyle.TERMINAL, RUN, 1, () -> now).start("shred");
        assertThat(terminal.screen()).containsExactly("[1/1] shred ...");
        step.expect(1);
        now = now.plusSeconds(1);
        step.finishedTask(0, 0);
        assertThat(terminal.screen()).containsExactly("[1/1] shred  1.0 s  1 of 1 task");
    }

    private void finishTask(Progress.Step step) {
        now = now.plusSeconds(1);
        step.finishedTask(10, 0);
    }
}
