package io.relata.jobs.config;

import io.relata.jobs.source.CsvFormat;
import io.relata.jobs.source.CsvFormat.Header;
import io.relata.jobs.source.CsvFormat.LineEnds;
import java.util.ArrayList;
import java.util.List;

/** The keys of a source that say how the text of CSV files is to be read. */
final class CsvKeys {

    static final Key<Boolean> HEADER = Key.optional(
                    "header", new Truth(), "whether each CSV file begins with the names of its columns")
            .orElse(true);

    static final Key<Character> DELIMITER = Key.optional(
                    "delimiter", new Sign("tab", '\t', ";"), "what stands between two cells of CSV")
            .orElse(CsvFormat.DEFAULT.delimiter());

    static final Key<Character> QUOTE = Key.optional(
                    "quote",
                    new Sign("none", CsvFormat.NONE, "'"),
                    "what stands around a cell of CSV that may hold delimiters")
            .orElse(CsvFormat.DEFAULT.quote());

    static final Key<Character> ESCAPE = Key.optional(
                    "escape",
                    new Sign("none", CsvFormat.NONE, "\\"),
                    "what stands inside of quotes before a quote, or before itself, that belongs to the cell of CSV")
            .orElseShown("the quote itself, which is then written twice");

    static final Key<String> ENCODING = Key.optional("encoding", Texts.CHARSET, "the name of the charset of CSV files")
            .orElse(CsvFormat.DEFAULT.encoding());

    static final Key<List<String>> NULL_VALUE = Key.optional(
            "null-value",
            new OneOrMore<>(new Marker()),
            "texts that stand for no value where they are the whole of a cell of CSV that is not quoted, beside the empty"
                    + " one");

    static final Key<String> TIMESTAMP_FORMAT = Key.optional(
                    "timestamp-format",
                    Texts.MOMENT_PATTERN,
                    "how moments are written in CSV, in the letters of Java's DateTimeFormatter; in UTC where they name no"
                            + " zone")
            .orElseShown("ISO 8601");

    static final Key<String> DATE_FORMAT = Key.optional(
                    "date-format",
                    Texts.MOMENT_PATTERN,
                    "how days are written in CSV, in the letters of Java's DateTimeFormatter")
            .orElseShown("ISO 8601");

    static final Key<Boolean> MULTILINE = Key.optional(
                    "multiline",
                    new Truth(),
                    "whether a line may end inside of quotes in CSV; each file is then read by one task")
            .orElse(false);

    private static final List<Key<?>> ALL =
            List.of(HEADER, DELIMITER, QUOTE, ESCAPE, ENCODING, NULL_VALUE, TIMESTAMP_FORMAT, DATE_FORMAT, MULTILINE);

    private CsvKeys() {}

    /** These keys and others of the same kind of source. */
    static List<Key<?>> and(List<Key<?>> others) {
        List<Key<?>> keys = new ArrayList<>(others);
        keys.addAll(ALL);
        return List.copyOf(keys);
    }

    /** These keys between others, in the order of the reference page. */
    static Key<?>[] between(List<Key<?>> before, List<Key<?>> after) {
        List<Key<?>> keys = new ArrayList<>(before);
        keys.addAll(ALL);
        keys.addAll(after);
        return keys.toArray(Key<?>[]::new);
    }

    static CsvFormat format(Fields source) {
        char quote = source.value(QUOTE);
        return new CsvFormat(
                source.value(HEADER) ? Header.PRESENT : Header.ABSENT,
                source.value(DELIMITER),
                quote,
                source.find(ESCAPE).orElse(quote),
                source.value(ENCODING),
                source.find(NULL_VALUE).orElse(List.of()),
                source.find(TIMESTAMP_FORMAT).orElse(""),
                source.find(DATE_FORMAT).orElse(""),
                source.value(MULTILINE) ? LineEnds.MAYBE_OF_CELLS : LineEnds.OF_RECORDS);
    }
}
