package io.relata.jobs.config;

import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.json.Leniency;
import io.relata.transforms.json.RecordsPath;
import io.relata.transforms.survey.SurveyExtent;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

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

    static final Key<List<Leniency>> LENIENT = Key.optional(
            "lenient",
            new ListOf<>(Choice.of(Leniency.class)),
            "what beyond RFC 8259 is taken for JSON, where the source is relationalized");

    static final Key<StructType> SCHEMA = Key.optional(
            "schema",
            Texts.STRUCT,
            "the fields of the records as Spark SQL writes them; nothing is surveyed then, and other keys are not read");

    static final Key<SurveyExtent> SURVEY = Key.optional(
                    "survey",
                    Choice.of(SurveyExtent.class),
                    "whether all records are read for their fields or a sample of about 64 MB, where the source is"
                            + " relationalized; what a sample does not show is judged by conflicts, so it is rejected,"
                            + " rescued or fails the run, and ids are unique but not dense")
            .orElse(SurveyExtent.ALL);

    static final Key<List<String>> REQUIRED = Key.optional(
            "required",
            new ListOf<>(Texts.ANY),
            "fields at the top of a record; a record in which one of them is missing or null is rejected; where the source"
                    + " is not relationalized");

    static final Section SECTION = new Section(
            PATH,
            FORMAT,
            LAYOUT,
            RECORDS,
            LENIENT,
            SCHEMA,
            SURVEY,
            REQUIRED,
            BookmarkKeys.BOOKMARK,
            BookmarkKeys.CHANGED_FILES,
            BookmarkKeys.MAX_FILES,
            BookmarkKeys.MAX_BYTES);

    private SourceKeys() {}

    static SourceSpec spec(Fields source) {
        return new SourceSpec(
                source.value(PATH),
                source.value(FORMAT),
                source.value(LAYOUT),
                source.find(RECORDS),
                Set.copyOf(source.find(LENIENT).orElse(List.of())),
                source.find(SCHEMA),
                source.value(SURVEY),
                source.find(REQUIRED).orElse(List.of()),
                BookmarkKeys.spec(source));
    }
}
