package io.relata.jobs.jobtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A table as text: a JSON object of its columns and their types, then an object for each row. Nulls are left out.
 *
 * @param columns the types by name, in order
 * @param rows in the order of their values, the first column first
 */
public record TableText(Map<String, String> columns, List<ObjectNode> rows) {

    /** Of a whole number with more digits the zeros at its end are an exponent. */
    private static final int LONGEST = 38;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Brings what is equal into one form. */
    public TableText {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        List<String> names = List.copyOf(columns.keySet());
        rows = rows.stream()
                .map(row -> inOrder((ObjectNode) mapped(row, TableText::spelt), names))
                .sorted(byValues(names))
                .toList();
    }

    /** Without what differs from run to run. */
    TableText withTexts(UnaryOperator<String> replaced) {
        UnaryOperator<JsonNode> value =
                leaf -> leaf.isTextual() ? TextNode.valueOf(replaced.apply(leaf.textValue())) : leaf;
        return new TableText(
                columns,
                rows.stream().map(row -> (ObjectNode) mapped(row, value)).toList());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        ObjectNode types = NODES.objectNode();
        columns.forEach(types::put);
        lines.add(types.toString());
        rows.forEach(row -> lines.add(row.toString()));
        return lines;
    }

    /** The members of a row in the order of the columns, without nulls; what is of no column comes last. */
    private static ObjectNode inOrder(ObjectNode row, List<String> names) {
        ObjectNode ordered = NODES.objectNode();
        Stream.concat(names.stream(), row.properties().stream().map(Map.Entry::getKey))
                .filter(row::hasNonNull)
                .forEach(name -> ordered.set(name, row.get(name)));
        return ordered;
    }

    /** A number as all that are equal to it are written. */
    private static JsonNode spelt(JsonNode leaf) {
        if (!leaf.isNumber()) {
            return leaf;
        }
        BigDecimal shortest = leaf.decimalValue().stripTrailingZeros();
        boolean isLong = shortest.precision() - (long) shortest.scale() > LONGEST;
        return NODES.numberNode(shortest.scale() < 0 && !isLong ? shortest.setScale(0) : shortest);
    }

    private static JsonNode mapped(JsonNode value, UnaryOperator<JsonNode> leaf) {
        if (value instanceof ObjectNode members) {
            ObjectNode mapped = NODES.objectNode();
            members.properties().forEach(member -> mapped.set(member.getKey(), mapped(member.getValue(), leaf)));
            return mapped;
        }
        if (value instanceof ArrayNode elements) {
            ArrayNode mapped = NODES.arrayNode();
            elements.forEach(element -> mapped.add(mapped(element, leaf)));
            return mapped;
        }
        return leaf.apply(value);
    }

    private static Comparator<ObjectNode> byValues(List<String> names) {
        return names.stream()
                .map(name -> Comparator.comparing((ObjectNode row) -> row.path(name), TableText::compare))
                .reduce(Comparator::thenComparing)
                .orElse(Comparator.comparing(ObjectNode::toString))
                .thenComparing(ObjectNode::toString);
    }

    private static int compare(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue())
                : one.toString().compareTo(other.toString());
    }
}
