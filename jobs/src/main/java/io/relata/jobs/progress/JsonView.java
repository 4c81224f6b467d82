package io.relata.jobs.progress;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** For programs that follow a run: {@code {"event":"step-ended","at":...,"step":"shred","number":3,"steps":8,...}}. */
final class JsonView implements ProgressView {

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

    private static ObjectNode finished(String name, StepState step) {
        ObjectNode event = event(name, step).put("millis", step.elapsed().toMillis());
        if (step.records().isPresent()) {
            event.put("records", step.records().getAsLong());
        }
        return event.put("rowsRead", step.read()).put("rowsWritten", step.written());
    }

    private static ObjectNode event(String name, StepState step) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("event", name)
                .put("at", step.at().toString())
                .put("step", step.name())
                .put("number", step.number())
                .put("steps", step.steps());
    }
}
