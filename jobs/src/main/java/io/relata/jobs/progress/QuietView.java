package io.relata.jobs.progress;

import java.io.IOException;

/**
 * Writes nothing of steps.
 *
 * @param others writes the rest
 */
record QuietView(ProgressView others) implements ProgressView {

    @Override
    public void started(StepState step, Appendable out) {}

    @Override
    public void moved(StepState step, Appendable out) {}

    @Override
    public void ended(StepState step, Appendable out) {}

    @Override
    public void failed(StepState step, Appendable out) {}

    @Override
    public void warned(RunMoment moment, String message, Appendable out) throws IOException {
        others.warned(moment, message, out);
    }

    @Override
    public void failed(RunMoment moment, RunFailure failure, Appendable out) throws IOException {
        others.failed(moment, failure, out);
    }
}
