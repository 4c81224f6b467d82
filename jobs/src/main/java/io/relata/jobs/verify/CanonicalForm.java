package io.relata.jobs.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.relata.transforms.restore.DocumentShape;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One form for all spellings of a document that tables do not tell apart: its scalars and the lengths of its arrays, by
 * path. Documents have the same form when they differ in the order of keys, in fields that are null or missing, in objects
 * without any value, in how numbers and moments are written, or in white space and order of keys of JSON that is text.
 */
final class CanonicalForm {

    private static final JsonFactory JSON = new JsonFactory();

    private final SortedMap<String, String> values = new TreeMap<>();
    private final SortedSet<String> left = new TreeSet<>();
    private final Allowances allowances;

    private CanonicalForm(Allowances allowances) {
        this.allowances = allowances;
    }

    static CanonicalForm of(Json document, DocumentShape shape, Allowances allowances) {
        CanonicalForm form = new CanonicalForm(allowances);
        form.add("$", "$", document, shape);
        return form;
    }

    /** Scalars and lengths of arrays by their paths in the document. */
    SortedMap<String, String> values() {
        return values;
    }

    /** The paths of the schema whose values no column takes. */
    SortedSet<String> left() {
        return left;
    }

    private void add(String path, String place, Json value, DocumentShape shape) {
        if (value instanceof Json.Members members) {
            addMembers(path, place, members, shape);
        } else if (value instanceof Json.Elements elements) {
            addElements(path, place, elements, shape);
        } else if (value != Json.Nothing.NULL && shape.types().isEmpty() && shape.holdsRows()) {
            // Beside arrays of its kind a scalar counts as an array of one.
            addElements(path, place, new Json.Elements(List.of(value)), shape);
        } else if (value != Json.Nothing.NULL) {
            Optional<String> form = shape.types().isEmpty() ? Optional.empty() : ScalarForm.of(value, shape.types());
            form.ifPresentOrElse(one -> values.put(path, withoutSpelling(one)), () -> left.add(place));
        }
    }

    private void addMembers(String path, String place, Json.Members members, DocumentShape shape) {
        if (shape.entryValue().isPresent()) {
            members.values()
                    .forEach((name, value) -> add(
                            path + member(name),
                            place + "{}",
                            value,
                            shape.entryValue().get()));
        } else if (shape.members().isEmpty() && shape.element().isPresent()) {
            // Beside arrays of objects an object counts as an array of one.
            addElements(path, place, new Json.Elements(List.of(members)), shape);
        } else if (shape.members().isEmpty() && !shape.types().isEmpty()) {
            values.put(path, JsonText.of(members));
        } else {
            members.values().forEach((name, value) -> addMember(path, place, name, value, shape));
        }
    }

    private void addMember(String path, String place, String name, Json value, DocumentShape shape) {
        String known = shape.members().containsKey(name) ? name : twin(name, shape);
        Optional<DocumentShape> below = Optional.ofNullable(shape.members().get(known));
        if (below.isPresent()) {
            add(path + member(known), place + member(known), value, below.get());
        } else if (!isEmpty(value)) {
            left.add(place + member(name));
        }
    }

    /** The name that shares its column with this one; this one where there is none. */
    private String twin(String name, DocumentShape shape) {
        return allowances.mergesTwins()
                ? shape.members().keySet().stream()
                        .filter(name::equalsIgnoreCase)
                        .findFirst()
                        .orElse(name)
                : name;
    }

    private void addElements(String path, String place, Json.Elements elements, DocumentShape shape) {
        if (!shape.holdsRows()) {
            if (!shape.types().isEmpty()) {
                values.put(path, JsonText.of(elements));
            } else if (!isEmpty(elements)) {
                left.add(place);
            }
            return;
        }
        List<Json> each = elements.values();
        if (!each.isEmpty() || allowances.tellsEmptyArrays()) {
            values.put(path + "[]", String.valueOf(each.size()));
        }
        DocumentShape element = shape.element().orElse(shape);
        for (int i = 0; i < each.size(); i++) {
            if (shape.element().isPresent()) {
                add(path + "[" + i + "]", place + "[]", each.get(i), element);
            } else if (!isEmpty(each.get(i))) {
                left.add(place + "[]");
            }
        }
    }

    private static boolean isEmpty(Json value) {
        if (value instanceof Json.Members members) {
            return members.values().values().stream().allMatch(CanonicalForm::isEmpty);
        }
        return value == Json.Nothing.NULL;
    }

    /** A column of text may hold JSON, which is then the same whatever its white space and order. */
    private static String withoutSpelling(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return text;
        }
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            Json value = Json.read(parser);
            return parser.nextToken() == null ? JsonText.of(value) : text;
        } catch (IOException e) {
            return text;
        }
    }

    private static String member(String name) {
        boolean isPlain = !name.isEmpty() && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
        return isPlain ? "." + name : "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']";
    }
}
