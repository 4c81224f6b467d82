package io.relata.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A template of {@code deploy/templates} with values for what it refers to, as far as the tests here need it. */
final class CloudTemplate {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z:.]+)}");

    private final Map<String, String> values;
    private final JsonNode resources;

    /** @param values what stands for parameters and resources, by name */
    CloudTemplate(String name, Map<String, String> values) {
        this.values = values;
        try {
            String text =
                    Files.readString(Program.ROOT.resolve("deploy/templates").resolve(name));
            Node top = new Compose(LoadSettings.builder().build())
                    .composeString(text)
                    .orElseThrow();
            this.resources = json(top).path("Resources");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode properties(String resource) {
        return resources.path(resource).path("Properties");
    }

    private JsonNode json(Node node) {
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            mapping.getValue()
                    .forEach(member ->
                            object.set(((ScalarNode) member.getKeyNode()).getValue(), json(member.getValueNode())));
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            return JsonNodeFactory.instance
                    .arrayNode()
                    .addAll(sequence.getValue().stream().map(this::json).toList());
        }
        return value((ScalarNode) node);
    }

    private ValueNode value(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getTag().equals(new Tag("!Ref"))) {
            return JsonNodeFactory.instance.textNode(values.getOrDefault(text, text));
        }
        if (scalar.getTag().equals(Tag.BOOL)) {
            return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text));
        }
        if (scalar.getTag().equals(Tag.INT)) {
            return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
        }
        return JsonNodeFactory.instance.textNode(PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group()))));
    }
}
