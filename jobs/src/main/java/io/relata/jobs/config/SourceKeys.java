package io.relata.jobs.config;

import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.json.RecordsPath;
import java.util.List;

/** The keys of one source. */
final class SourceKeys {

    static final Key<List<String>> PATH =
            Key.required("path", new OneOrMore<>(Paths.INPUT), "the files, folders and globs to read");

    static final Key<SourceSpec.Format> FORMAT = Key.optional(
                    "format",
                    Choice.of(SourceSpec.Format.class, "csv", "parquet", "delta", "jdbc"),
                    "how the files are written")
            .orElse(SourceSpec.Format.JSON);

    static final Key<JsonLayout> LAYOUT = Key.optional(
                    "layout",
                    Choice.of(JsonLayout.class),
                    "how records lie in a file: one a line, in one document for the whole file, or found out")
            .orElse(JsonLayout.AUTO);

    static final Key<RecordsPath> RECORDS =
            Key.optional("records", Texts.RECORDS, "the array of a document that holds the records");

    static final Section SECTION = new Section(PATH, FORMAT, LAYOUT, RECORDS);

    private SourceKeys() {}

    static SourceSpec spec(Fields source) {
        return new SourceSpec(source.value(PATH), source.value(FORMAT), source.value(LAYOUT), source.find(RECORDS));
    }
}
