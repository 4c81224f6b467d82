package io.relata.jobs.progress;

import java.io.IOException;

/** For logs and pipes. */
final class PlainView implements ProgressView {

    @Override
    public void started(StepState step, Appendable out) throws IOException {
        out.append(ProgressView.title(step)).append(" ...\n");
    }

    @Override
    public void moved(StepState step, Appendable out) {}

    @Override
    public void ended(StepState step, Appendable out) throws IOException {
        out.append(ProgressView.ending(step)).append('\n');
    }

    @Override
    public void failed(StepState step, Appendable out) throws IOException {
        out.append(ProgressView.title(step))
                .append("  failed after ")
                .append(ProgressView.seconds(step))
                .append('\n');
    }
}
