package io.relata.jobs.progress;

import java.io.IOException;

/** Writes over the line of the step that runs. */
final class TerminalView implements ProgressView {

    private static final String LINE_AGAIN = "\r\u001b[K";

    @Override
    public void started(StepState step, Appendable out) throws IOException {
        out.append(LINE_AGAIN).append(ProgressView.title(step)).append(" ...");
    }

    @Override
    public void moved(StepState step, Appendable out) throws IOException {
        out.append(LINE_AGAIN).append(ProgressView.title(step)).append("  ").append(ProgressView.seconds(step));
        if (step.read() > 0) {
            out.append("  ").append(ProgressView.count(step.read(), "record")).append(" read");
        }
        if (step.written() > 0) {
            out.append("  ").append(ProgressView.count(step.written(), "row")).append(" written");
        }
        if (step.rate().isPresent()) {
            out.append("  ")
                    .append(ProgressView.count(step.rate().getAsLong(), "row"))
                    .append("/s");
        }
        if (step.secondsLeft().isPresent()) {
            out.append("  about ")
                    .append(ProgressView.count(step.secondsLeft().getAsLong(), "second"))
                    .append(" left");
        }
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
