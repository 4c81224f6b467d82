package io.relata.jobs.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A commit of a Delta log in the making: one line of JSON for each action. */
final class DeltaCommit {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<ObjectNode> actions = new ArrayList<>();

    /**
     * Begins with what the table's history shows.
     *
     * @param operation what was done
     * @param run the run whose rows these are
     */
    DeltaCommit(String operation, RunId run, Instant now) {
        action("commitInfo")
                .put("timestamp", now.toEpochMilli())
                .put("operation", operation)
                .put("engineInfo", "Relata")
                .putObject("operationParameters")
                .put("run", run.value());
    }

    /** An action to fill. */
    ObjectNode action(String name) {
        ObjectNode action = JSON.createObjectNode();
        actions.add(action);
        return action.putObject(name);
    }

    byte[] bytes() throws JsonProcessingException {
        StringBuilder lines = new StringBuilder();
        for (ObjectNode action : actions) {
            lines.append(JSON.writeValueAsString(action)).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
