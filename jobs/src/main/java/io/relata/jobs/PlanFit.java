package io.relata.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares a plan with what would be done now. */
final class PlanFit {

    private static final int MOST_TOLD = 10;

    private final List<String> differences = new ArrayList<>();

    private PlanFit() {}

    /**
     * How they differ, in the order of the present one; the first few, and how many more there are.
     *
     * @param now what has to be found again; what else the plan says is not compared
     */
    static List<String> differences(JsonNode plan, ObjectNode now) {
        PlanFit fit = new PlanFit();
        now.properties().forEach(field -> {
            JsonNode planned = plan.path(field.getKey());
            if (field.getKey().equals(PlanJson.FINGERPRINTS)) {
                fit.compareJob(members(planned), members(field.getValue()));
            } else {
                fit.compare(field.getKey(), planned, field.getValue());
            }
        });
        int more = fit.differences.size() - MOST_TOLD;
        if (more <= 0) {
            return fit.differences;
        }
        List<String> told = new ArrayList<>(fit.differences.subList(0, MOST_TOLD));
        told.add("and " + more + " more");
        return told;
    }

    /** What the job file says by its keys, of which nothing but digests is known. */
    private void compareJob(Map<String, JsonNode> plan, Map<String, JsonNode> now) {
        Set<String> keys = new LinkedHashSet<>(now.keySet());
        keys.addAll(plan.keySet());
        for (String key : keys) {
            if (!plan.containsKey(key)) {
                differences.add(key + " is not in the plan");
            } else if (!now.containsKey(key)) {
                differences.add(key + " was planned and is no longer in the job file");
            } else if (!plan.get(key).equals(now.get(key))) {
                differences.add(key + " is not as it was planned");
            }
        }
    }

    private void compare(String place, JsonNode plan, JsonNode now) {
        if (plan.equals(now)) {
            return;
        }
        if (now.isContainerNode() && plan.getNodeType() == now.getNodeType()) {
            Map<String, JsonNode> before = members(plan);
            Map<String, JsonNode> after = members(now);
            Set<String> names = new LinkedHashSet<>(after.keySet());
            names.addAll(before.keySet());
            int told = differences.size();
            for (String name : names) {
                String inner = place + "." + name;
                if (!before.containsKey(name)) {
                    differences.add(inner + " is not in the plan");
                } else if (!after.containsKey(name)) {
                    differences.add(inner + " is planned and would not come");
                } else {
                    compare(inner, before.getOrDefault(name, plan), after.getOrDefault(name, now));
                }
            }
            if (differences.size() == told) {
                differences.add(place + " has another order");
            }
        } else {
            differences.add(place + " is " + shown(now) + ", and " + shown(plan) + " was planned");
        }
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.toString();
    }

    /** What has a name, by it; of other lists the items by number, and of changes by what changes. */
    private static Map<String, JsonNode> members(JsonNode node) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        if (node.isObject()) {
            node.properties().forEach(field -> members.put(field.getKey(), field.getValue()));
        } else {
            for (JsonNode item : node) {
                String name = item.path("name").asText();
                if (name.isEmpty() && item.has("kind")) {
                    name = item.path("kind").asText() + " " + item.path("table").asText()
                            + (item.path("column").asText().isEmpty()
                                    ? ""
                                    : "." + item.path("column").asText());
                }
                members.put(name.isEmpty() ? Integer.toString(members.size() + 1) : name, item);
            }
        }
        return members;
    }
}
