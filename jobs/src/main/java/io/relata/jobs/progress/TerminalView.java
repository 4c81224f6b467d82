package io.relata.jobs.progress;

import java.io.IOException;
import java.util.Locale;

/** Writes over the line of the step that runs. A terminal that is too narrow for it shows its beginning. */
final class TerminalView implements ProgressView {

    private static final String LINE_AGAIN = "\r\u001b[K";

    /** A line that went on in the next one could not be written over. */
    private static final String CUT = "\u001b[?7l";

    private static final String CUT_NO_MORE = "\u001b[?7h";

    @Override
    public void started(StepState step, Appendable out) throws IOException {
        live(ProgressView.title(step) + " ...", out);
    }

    @Override
    public void moved(StepState step, Appendable out) throws IOException {
        StringBuilder line =
                new StringBuilder(ProgressView.title(step)).append("  ").append(ProgressView.seconds(step));
        if (step.tasks() > 0) {
            // Of the tasks that are known by now: later stages of Spark may add more.
            line.append(String.format(Locale.ROOT, "  %,d of ", step.tasksDone()))
                    .append(ProgressView.count(step.tasks(), "task"));
        }
        if (step.secondsLeft().isPresent()) {
            line.append("  about ")
                    .append(ProgressView.count(step.secondsLeft().getAsLong(), "second"))
                    .append(" left");
        }
        if (step.rate().isPresent()) {
            line.append("  ")
                    .append(ProgressView.count(step.rate().getAsLong(), "row"))
                    .append("/s");
        }
        if (step.read() > 0) {
            line.append("  ").append(ProgressView.count(step.read(), "record")).append(" read");
        }
        if (step.written() > 0) {
            line.append("  ").append(ProgressView.count(step.written(), "row")).append(" written");
        }
        live(line.toString(), out);
    }

    /** In one piece, so that what others write comes before or after it. */
    private static void live(String line, Appendable out) throws IOException {
        out.append(LINE_AGAIN + CUT + line + CUT_NO_MORE);
    }

    @Override
    public void ended(StepState step, Appendable out) throws IOException {
        out.append(LINE_AGAIN).append(ProgressView.ending(step)).append('\n');
    }

    @Override
    public void failed(StepState step, Appendable out) throws IOException {
        out.append(LINE_AGAIN)
                .append(ProgressView.title(step))
                .append("  failed after ")
                .append(ProgressView.seconds(step))
                .append('\n');
    }
}
