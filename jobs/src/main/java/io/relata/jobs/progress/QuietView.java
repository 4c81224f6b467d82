package io.relata.jobs.progress;

/** Writes nothing. */
final class QuietView implements ProgressView {

    @Override
    public void started(StepState step, Appendable out) {}

    @Override
    public void moved(StepState step, Appendable out) {}

    @Override
    public void ended(StepState step, Appendable out) {}

    @Override
    public void failed(StepState step, Appendable out) {}
}
