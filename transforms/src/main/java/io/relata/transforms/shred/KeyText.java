package io.relata.transforms.shred;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.relata.transforms.plan.DocumentKey;
import io.relata.transforms.plan.RelationalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A document's key as one text: for each field {@code <UTF-8 length>:<text>} or {@code ~} for null, joined by
 * {@code |}. Integers of every width have the same text, so a schema that infers a wider one moves no id.
 */
final class KeyText {

    private final List<FieldPath> paths = new ArrayList<>();
    private final List<ScalarValue> values = new ArrayList<>();

    KeyText(DocumentKey key, RelationalPlan plan, RecordLayout layout) {
        for (int i = 0; i < key.columns().size(); i++) {
            paths.add(new FieldPath(plan.source(), key.ordinals().get(i), layout));
            values.add(ScalarValue.of(key.types().get(i)));
        }
    }

    String of(InternalRow record) {
        List<Optional<String>> texts = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            int field = i;
            texts.add(Optional.empty());
            paths.get(i)
                    .ifPresent(
                            record,
                            (struct, ordinal) -> texts.set(
                                    field, Optional.of(values.get(field).text(struct, ordinal))));
        }
        return canonical(texts);
    }

    /** @param texts for each field its text, empty for null */
    static String canonical(List<Optional<String>> texts) {
        return texts.stream()
                .map(text -> text.map(found -> found.getBytes(UTF_8).length + ":" + found)
                        .orElse("~"))
                .collect(Collectors.joining("|"));
    }
}
