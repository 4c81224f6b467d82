package io.relata.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Executes a definition in Amazon's States Language with stand-ins for the services that its tasks call, without waiting:
 * those of its words that the definition in {@code deploy/templates/events.yaml} has, and no others.
 */
final class StateMachine {

    private static final Pattern CALL = Pattern.compile("States\\.(\\w+)\\((\\$[^)]*)\\)");
    private static final int MOST_STEPS = 100;

    private final JsonNode definition;
    private final Map<String, Service> services;
    private final List<String> steps = new ArrayList<>();

    /** What the tasks of one resource call. */
    interface Service {

        /** @throws ServiceException as the service would fail */
        JsonNode call(JsonNode parameters);
    }

    static final class ServiceException extends RuntimeException {

        private static final long serialVersionUID = 1;
        private final String error;

        ServiceException(String error, String cause) {
            super(cause);
            this.error = error;
        }
    }

    /** @param services by the resource of the tasks that call them */
    StateMachine(JsonNode definition, Map<String, Service> services) {
        this.definition = definition;
        this.services = services;
    }

    /** The states that were entered, each attempt of a task counted; the last one says how the execution ended. */
    List<String> execute(JsonNode input) {
        JsonNode data = input.deepCopy();
        String next = definition.path("StartAt").asText();
        while (true) {
            JsonNode state = definition.path("States").path(next);
            if (steps.size() == MOST_STEPS) {
                throw new AssertionError("No end after " + steps);
            }
            steps.add(next);
            switch (state.path("Type").asText()) {
                case "Choice" -> next = chosen(state, data);
                case "Pass" -> {
                    data = placed(state, data, state.has("Result") ? state.get("Result") : parameters(state, data));
                    next = state.path("Next").asText();
                }
                case "Wait" -> next = state.path("Next").asText();
                case "Task" -> {
                    try {
                        data = placed(state, data, called(next, state, data));
                        next = state.path("Next").asText();
                    } catch (ServiceException e) {
                        JsonNode handler = handler(state, "Catch", e).orElseThrow(() -> e);
                        ObjectNode failure = JsonNodeFactory.instance.objectNode();
                        data = placed(
                                handler, data, failure.put("Error", e.error).put("Cause", e.getMessage()));
                        next = handler.path("Next").asText();
                    }
                }
                case "Succeed", "Fail" -> {
                    return List.copyOf(steps);
                }
                default -> throw new AssertionError("No state of this kind is known here: " + state);
            }
        }
    }

    private JsonNode called(String name, JsonNode state, JsonNode data) {
        Service service = services.get(state.path("Resource").asText());
        if (service == null) {
            throw new AssertionError("No service stands for " + state.path("Resource"));
        }
        for (int retries = 0; ; retries++) {
            try {
                return service.call(parameters(state, data));
            } catch (ServiceException e) {
                Optional<JsonNode> retrier = handler(state, "Retry", e);
                if (retrier.isEmpty()
                        || retries == retrier.get().path("MaxAttempts").asInt(3)) {
                    throw e;
                }
                steps.add(name);
            }
        }
    }

    private static Optional<JsonNode> handler(JsonNode state, String kind, ServiceException failure) {
        for (JsonNode handler : state.path(kind)) {
            for (JsonNode error : handler.path("ErrorEquals")) {
                if (error.asText().equals("States.ALL") || error.asText().equals(failure.error)) {
                    return Optional.of(handler);
                }
            }
        }
        return Optional.empty();
    }

    private static String chosen(JsonNode state, JsonNode data) {
        for (JsonNode choice : state.path("Choices")) {
            Optional<JsonNode> value = at(data, choice.path("Variable").asText());
            boolean holds = choice.has("IsPresent")
                    ? value.isPresent() == choice.get("IsPresent").asBoolean()
                    : value.orElseThrow().equals(choice.get("StringEquals"));
            if (holds) {
                return choice.path("Next").asText();
            }
        }
        return state.path("Default").asText();
    }

    private static JsonNode placed(JsonNode state, JsonNode data, JsonNode result) {
        String path = state.path("ResultPath").asText();
        if (!path.matches("\\$\\.\\w+")) {
            throw new AssertionError("No such place is known here: " + path);
        }
        ObjectNode copy = data.deepCopy();
        return copy.set(path.substring(2), result);
    }

    private static JsonNode parameters(JsonNode state, JsonNode data) {
        return filled(state.path("Parameters"), data);
    }

    private static JsonNode filled(JsonNode template, JsonNode data) {
        if (!template.isObject()) {
            return template;
        }
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        template.fields().forEachRemaining(member -> {
            String name = member.getKey();
            if (name.endsWith(".$")) {
                filled.set(
                        name.substring(0, name.length() - 2),
                        computed(member.getValue().asText(), data));
            } else {
                filled.set(name, filled(member.getValue(), data));
            }
        });
        return filled;
    }

    private static JsonNode computed(String expression, JsonNode data) {
        Matcher call = CALL.matcher(expression);
        if (!call.matches()) {
            return read(data, expression);
        }
        JsonNode argument = read(data, call.group(2));
        return switch (call.group(1)) {
            case "Array" -> JsonNodeFactory.instance.arrayNode().add(argument);
            case "JsonToString" -> new TextNode(argument.toString());
            default -> throw new AssertionError("No such function is known here: " + expression);
        };
    }

    private static JsonNode read(JsonNode data, String path) {
        return at(data, path).orElseThrow(() -> new ServiceException("States.Runtime", path + " is not in " + data));
    }

    private static Optional<JsonNode> at(JsonNode data, String path) {
        if (!path.matches("\\$(\\.\\w+)*")) {
            throw new AssertionError("No such path is known here: " + path);
        }
        JsonNode found = data.at(path.substring(1).replace('.', '/'));
        return found.isMissingNode() ? Optional.empty() : Optional.of(found);
    }
}
