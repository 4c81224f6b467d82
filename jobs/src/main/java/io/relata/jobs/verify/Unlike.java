package io.relata.jobs.verify;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * A document that one side has and the other does not.
 *
 * @param values its canonical form
 * @param place where the input has it
 */
record Unlike(SortedMap<String, String> values, String place) {

    private static final JsonMapper JSON = new JsonMapper();

    static Unlike of(Row row) {
        try {
            SortedMap<String, String> values = JSON.readValue(
                    row.<String>getAs(FormedDocuments.FORM), new TypeReference<TreeMap<String, String>>() {});
            Row first = row.getAs("first");
            return new Unlike(
                    values,
                    first == null ? "of the tables" : "number " + first.getLong(1) + " of " + first.getString(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many values both have at the same path. */
    long shared(Unlike other) {
        return values.entrySet().stream()
                .filter(value -> value.getValue().equals(other.values.get(value.getKey())))
                .count();
    }
}
