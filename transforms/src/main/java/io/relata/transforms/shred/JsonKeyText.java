package io.relata.transforms.shred;

import io.relata.transforms.json.JsonValue;
import io.relata.transforms.plan.DocumentKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/** The {@link KeyText} of a parsed record. */
final class JsonKeyText {

    private final List<JsonFieldPath> paths = new ArrayList<>();
    private final List<JsonScalars> values = new ArrayList<>();

    JsonKeyText(DocumentKey key, StructType source) {
        for (int i = 0; i < key.columns().size(); i++) {
            paths.add(new JsonFieldPath(source, key.ordinals().get(i)));
            values.add(JsonScalars.of(key.types().get(i)));
        }
    }

    /** The keys on the way to each field. */
    List<List<String>> fields() {
        return paths.stream().map(JsonFieldPath::keys).toList();
    }

    String of(JsonValue.ObjectValue record) {
        List<Optional<String>> texts = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            texts.add(paths.get(i).find(record).flatMap(values.get(i)::read).map(ScalarValue::textOf));
        }
        return KeyText.canonical(texts);
    }
}
