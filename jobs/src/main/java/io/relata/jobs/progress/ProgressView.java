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

    static ProgressView of(ProgressStyle style) {
        return switch (style) {
            case TERMINAL -> new TerminalView();
            case PLAIN -> new PlainView();
            case JSON -> new JsonView();
            case QUIET -> new QuietView();
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
