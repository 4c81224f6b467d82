package io.relata.jobs.progress;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * For programs that follow a run:
 * {@code {"event":"step-ended","at":...,"run":...,"job":...,"step":"shred","number":3,"steps":8,...}}.
 */
record JsonView(FollowedRun run) implements ProgressView {

    @Override
    public void started(StepState step, Appendable out) throws IOException {
        out.append(event("step-started", step).toString()).append('\n');
    }

    @Override
    public void moved(StepState step, Appendable out) {}

    @Override
    public void ended(StepState step, Appendable out) throws IOException {
        out.append(finished("step-ended", step).toString()).append('\n');
    }

    @Override
    public void failed(StepState step, Appendable out) throws IOException {
        out.append(finished("step-failed", step).toString()).append('\n');
    }

    @Override
    public void warned(RunMoment moment, String message, Appendable out) throws IOException {
        out.append(event("warning", moment).put("message", message).toString()).append('\n');
    }

    @Override
    public void failed(RunMoment moment, RunFailure failure, Appendable out) throws IOException {
        ObjectNode event =
                event("run-failed", moment).put("message", failure.message()).put("exitCode", failure.exitCode());
        failure.report().ifPresent(report -> event.put("report", report.file()).put("page", report.page()));
        out.append(event.toString()).append('\n');
    }

    private ObjectNode finished(String name, StepState step) {
        ObjectNode event = event(name, step).put("millis", step.elapsed().toMillis());
        if (step.records().isPresent()) {
            event.put("records", step.records().getAsLong());
        }
        return event.put("rowsRead", step.read()).put("rowsWritten", step.written());
    }

    private ObjectNode event(String name, StepState step) {
        return event(name, new RunMoment(step.at(), step.name()))
                .put("number", step.number())
                .put("steps", step.steps());
    }

    private ObjectNode event(String name, RunMoment moment) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("event", name)
                .put("at", moment.at().toString())
                .put("run", run.id())
                .put("job", run.job());
        return moment.step().isEmpty() ? event : event.put("step", moment.step());
    }
}
