package io.relata.jobs.source;

import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.RecordChoice;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Tells which rows of {@link FoundRecord#SCHEMA} are of a choice. */
record ChosenRows(RecordChoice choice) implements Serializable {

    boolean holds(Row found) {
        int position = found.fieldIndex(FoundRecord.POSITION);
        return !found.isNullAt(position)
                && choice.holds(found.getAs(FoundRecord.FILE), found.getLong(position), text(found));
    }

    /** What a reject keeps of it. */
    private static String text(Row found) {
        Optional<String> record = Optional.ofNullable(found.getAs(FoundRecord.TEXT));
        return record.map(ChosenRows::beginning)
                .orElseGet(() -> Optional.<Row>ofNullable(found.getAs(FoundRecord.REJECTED))
                        .map(rejected -> rejected.<String>getAs("raw"))
                        .orElse(""));
    }

    /** As {@link ParsedRecords} cuts it, which counts characters. */
    private static String beginning(String text) {
        return text.codePointCount(0, text.length()) <= JsonLimits.RAW_BYTES
                ? text
                : text.substring(0, text.offsetByCodePoints(0, JsonLimits.RAW_BYTES));
    }
}
