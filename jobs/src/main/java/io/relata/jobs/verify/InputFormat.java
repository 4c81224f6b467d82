package io.relata.jobs.verify;

import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.json.Leniency;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * How the documents of an input lie in its files.
 *
 * @param records the keys from the top of a file's document to its list of documents; none where nothing is said
 */
public record InputFormat(JsonLayout layout, List<String> records, Set<Leniency> lenient) implements Serializable {

    public InputFormat {
        records = List.copyOf(records);
        lenient = Set.copyOf(lenient);
    }
}
