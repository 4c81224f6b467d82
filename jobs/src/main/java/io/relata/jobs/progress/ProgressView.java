package io.relata.jobs.progress;

import java.io.IOException;
import java.util.Locale;

/** Writes the states of steps. */
interface ProgressView {

    void started(StepState step, Appendable out) throws IOException;

    /** Called often; most views show nothing. */
    void moved(StepState step, Appendable out) throws IOException;

    void ended(StepState step, Appendable out) throws IOException;

    void failed(StepState step, Appendable out) throws IOException;

    /** Something beside the run's own work did not succeed, and the run goes on. */
    default void warned(RunMoment moment, String message, Appendable out) throws IOException {
        out.append("relata: ").append(message).append('\n');
    }

    /** The run is over; its error is told by others unless {@link ProgressStyle#tellsErrors}. */
    default void failed(RunMoment moment, RunFailure failure, Appendable out) throws IOException {
        if (failure.report().isPresent()) {
            RunFailure.Report report = failure.report().get();
            out.append("report: ").append(report.file()).append('\n');
            out.append("page: ").append(report.page()).append('\n');
        }
    }

    static ProgressView of(ProgressStyle style, FollowedRun run) {
        return switch (style) {
            case TERMINAL -> new TerminalView();
            case PLAIN -> new PlainView();
            case JSON -> new JsonView(run);
            case QUIET -> new QuietView(new PlainView());
            case QUIET_JSON -> new QuietView(new JsonView(run));
        };
    }

    /** {@code [3/8] shred}. */
    static String title(StepState step) {
        return "[" + step.number() + "/" + step.steps() + "] " + step.name();
    }

    /** {@code [3/8] shred  1.2 s  12,345 records}. */
    static String ending(StepState step) {
        String records =
                step.records().isPresent() ? "  " + count(step.records().getAsLong(), "record") : "";
        return title(step) + "  " + seconds(step) + records;
    }

    static String seconds(StepState step) {
        return "%.1f s".formatted(step.elapsed().toMillis() / 1_000.0);
    }

    static String count(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }
}
