package io.relata.transforms.shred;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.relata.transforms.plan.DocumentKey;
import io.relata.transforms.plan.RelationalPlan;
import java.util.ArrayList;
import java.util.List;
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
        StringBuilder canonical = new StringBuilder();
        for (int i = 0; i < paths.size(); i++) {
            if (i > 0) {
                canonical.append('|');
            }
            int before = canonical.length();
            ScalarValue value = values.get(i);
            paths.get(i).ifPresent(record, (struct, ordinal) -> append(canonical, value.text(struct, ordinal)));
            if (canonical.length() == before) {
                canonical.append('~');
            }
        }
        return canonical.toString();
    }

    private static void append(StringBuilder canonical, String text) {
        canonical.append(text.getBytes(UTF_8).length).append(':').append(text);
    }
}
