package io.relata.jobs.config;

import io.relata.TableName;
import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.json.Leniency;
import io.relata.transforms.json.RecordsPath;
import io.relata.transforms.survey.SurveyExtent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/** The keys of one source. */
final class SourceKeys {

    /** The kinds of sources there are. */
    enum Kind {
        JSON,
        CSV,
        PARQUET,
        DELTA,
        JDBC,
        /** A table of the job's catalog, which is of no format that the job names. */
        CATALOG_TABLE;

        /** What the file says a source is; JSON where it says nothing. */
        static Kind of(Fields source) {
            return source.names(TABLE) && !source.names(FORMAT) && !source.names(PATH)
                    ? CATALOG_TABLE
                    : source.find(FORMAT).orElse(JSON);
        }
    }

    static final Key<List<String>> PATH = Key.optional(
                    "path", new OneOrMore<>(Paths.INPUT), "the files, folders and globs to read")
            .orElseShown("must be given, or `table`, or `query` of a database");

    static final Key<Kind> FORMAT = Key.optional(
                    "format",
                    Choice.among(List.of(Kind.JSON, Kind.CSV, Kind.PARQUET, Kind.DELTA, Kind.JDBC)),
                    "how the files are written, or jdbc for a database")
            .orElse(Kind.JSON);

    static final Key<String> TABLE = Key.optional(
            "table",
            Texts.ANY,
            "instead of path, a table of the job's catalog: its database and its name with a dot between, the database in"
                    + " back-ticks where it holds a dot; of a database its table or view, behind its schema and a dot where it"
                    + " needs one");

    static final Key<String> WHERE = Key.optional(
            "where",
            Texts.ANY,
            "a condition in SQL on the partition columns of the catalog's table; partitions that it does not hold for are"
                    + " not read; of a database the condition in its SQL for the rows that are read, in which :from and :as-of stand"
                    + " for the times given to the run");

    static final Key<JsonLayout> LAYOUT = Key.optional(
                    "layout",
                    Choice.of(JsonLayout.class),
                    "how records lie in a file of JSON: one a line, in one document for the whole file, or found out")
            .orElse(JsonLayout.AUTO);

    static final Key<RecordsPath> RECORDS =
            Key.optional("records", Texts.RECORDS, "the array of a JSON document that holds the records");

    static final Key<List<Leniency>> LENIENT = Key.optional(
            "lenient",
            new ListOf<>(Choice.of(Leniency.class)),
            "what beyond RFC 8259 is taken for JSON, where the source is relationalized");

    static final Key<StructType> SCHEMA = Key.optional(
            "schema",
            Texts.STRUCT,
            "the fields of JSON or CSV records as Spark SQL writes them; nothing is surveyed then, and other keys or columns"
                    + " are not read");

    static final Key<SurveyExtent> SURVEY = Key.optional(
                    "survey",
                    Choice.of(SurveyExtent.class),
                    "whether all JSON records are read for their fields or a sample of about 64 MB, where the source is"
                            + " relationalized; what a sample does not show is judged by conflicts, so it is rejected,"
                            + " rescued or fails the run, and ids are unique but not dense")
            .orElse(SurveyExtent.ALL);

    static final Key<List<String>> REQUIRED = Key.optional(
            "required",
            new ListOf<>(Texts.ANY),
            "fields at the top of a JSON record, or columns of CSV; a record in which one of them is missing or null is"
                    + " rejected; where the source is not relationalized");

    static final Key<Long> VERSION = Key.optional(
                    "version", new WholeNumber(0, 1_000_000_000_000L), "the version of the Delta table that is read")
            .orElseShown("the newest");

    static final Key<Map<String, String>> COLUMNS = Key.optional(
            "columns",
            new MapOf<>(Texts.ANY, Texts.ANY, MapOf.Growth.OPEN),
            "columns beside the fields of the records, or in place of them, each by an expression in SQL over the fields,"
                    + " such as year: year(event_time); where the source is not relationalized");

    /** The keys that sources of one kind alone have, or of some. */
    static final Map<Kind, List<Key<?>>> OWN_KEYS = Map.of(
            Kind.JSON,
            BookmarkKeys.and(PATH, LAYOUT, RECORDS, LENIENT, SCHEMA, SURVEY, REQUIRED),
            Kind.CSV,
            CsvKeys.and(BookmarkKeys.and(PATH, SCHEMA, REQUIRED)),
            Kind.PARQUET,
            BookmarkKeys.and(PATH),
            Kind.DELTA,
            List.of(PATH, VERSION),
            Kind.JDBC,
            JdbcKeys.and(TABLE, WHERE),
            Kind.CATALOG_TABLE,
            List.of(TABLE, WHERE));

    static final Section SECTION = new Section(CsvKeys.between(
                    List.of(PATH, FORMAT, TABLE, WHERE, LAYOUT, RECORDS, LENIENT, SCHEMA, SURVEY, REQUIRED),
                    JdbcKeys.and(
                            VERSION,
                            COLUMNS,
                            BookmarkKeys.BOOKMARK,
                            BookmarkKeys.CHANGED_FILES,
                            BookmarkKeys.MAX_FILES,
                            BookmarkKeys.MAX_BYTES)))
            .withOneOf(PATH, TABLE, JdbcKeys.QUERY);

    private SourceKeys() {}

    static SourceSpec spec(Fields source) {
        Map<String, String> columns = source.find(COLUMNS).orElse(Map.of());
        List<String> required = source.find(REQUIRED).orElse(List.of());
        return switch (Kind.of(source)) {
            case JSON ->
                new SourceSpec.Json(
                        source.value(PATH),
                        source.value(LAYOUT),
                        source.find(RECORDS),
                        Set.copyOf(source.find(LENIENT).orElse(List.of())),
                        source.find(SCHEMA),
                        source.value(SURVEY),
                        required,
                        columns,
                        BookmarkKeys.spec(source));
            case CSV ->
                new SourceSpec.Csv(
                        source.value(PATH),
                        CsvKeys.format(source),
                        source.find(SCHEMA),
                        required,
                        columns,
                        BookmarkKeys.spec(source));
            case PARQUET -> new SourceSpec.Parquet(source.value(PATH), columns, BookmarkKeys.spec(source));
            case DELTA -> new SourceSpec.Delta(source.value(PATH).get(0), version(source.find(VERSION)), columns);
            case JDBC -> JdbcKeys.spec(source);
            case CATALOG_TABLE ->
                new SourceSpec.CatalogTable(table(source.value(TABLE)).orElseThrow(), source.find(WHERE), columns);
        };
    }

    private static OptionalLong version(Optional<Long> version) {
        return version.isPresent() ? OptionalLong.of(version.get()) : OptionalLong.empty();
    }

    /**
     * The table of a catalog that a text names.
     *
     * @throws io.relata.RelataException when the Glue Data Catalog would refuse a part of the name
     */
    static Optional<TableName> table(String text) {
        return TableColumn.parse(text).map(parts -> new TableName(parts.table(), parts.column()));
    }
}
