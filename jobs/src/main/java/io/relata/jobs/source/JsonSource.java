package io.relata.jobs.source;

import io.relata.Problem;
import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.Source;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.InputFiles;
import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.RecordChoice;
import io.relata.transforms.json.RecordsPath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Reads JSON files: {@code JsonSource.of("s3a://raw/players/")}. Immutable; each {@code with} method gives another
 * source.
 *
 * <p>Paths name files, folders (read with all folders inside them) or patterns; a path that exists is taken as it is
 * written, even with pattern characters. Files and folders whose names start with {@code _} or {@code .} are passed
 * over. Content is decompressed by the file's extension. A file with a byte order mark, or in UTF-16 or UTF-32, is read
 * as what it is.
 *
 * <p>Columns come in the order of their names, told apart by case; their types are those of Spark's inference over
 * every record, or of a given schema. Keys with the empty name and empty objects give no column; of a key repeated in
 * one object the last value counts.
 *
 * <p>Every record is a row. One that is not a JSON object, does not fit a given schema, or is beyond the limits (64 MiB,
 * 100 levels of objects and lists, 1,000 characters a number), or lacks a required field, is a row with
 * {@link RejectedRecord#COLUMN} set and all else null. {@code position} is the record's first byte; it is null in
 * documents of another encoding than UTF-8, and for what {@link LineReader#PLAIN} reads. White space alone is no record. Where a document stops being JSON, one reject stands for the rest of its file. A file that cannot
 * be read or decompressed fails the Spark job.
 *
 * <p>The dataset belongs to a session beside the caller's, which tells keys apart by case. Join it and write it as any
 * other; register views of it in {@link Dataset#sparkSession() its own session}. Name its columns with
 * {@code functions.col}: {@link Dataset#col} goes by the thread's active session, which may find two keys that differ
 * only in case to be one.
 */
public final class JsonSource implements Source {

    private final List<String> paths;
    private final JsonLayout layout;
    private final Optional<RecordsPath> records;
    private final Optional<StructType> schema;
    private final LineReader lineReader;
    private final List<String> required;
    private final JsonLimits limits;
    private final Optional<List<InputFile>> listed;
    private final Optional<RecordChoice> choice;

    private JsonSource(
            List<String> paths,
            JsonLayout layout,
            Optional<RecordsPath> records,
            Optional<StructType> schema,
            LineReader lineReader,
            List<String> required,
            JsonLimits limits,
            Optional<List<InputFile>> listed,
            Optional<RecordChoice> choice) {
        if (layout == JsonLayout.LINES && records.isPresent()) {
            throw RelataException.usage(new Problem(
                    "Cannot use a records path with lines",
                    records.get().toString(),
                    "the layout LINES says that each line is a record itself",
                    "Leave out the records path, or the layout"));
        }
        this.paths = List.copyOf(paths);
        this.layout = layout;
        this.records = records;
        this.schema = schema;
        this.lineReader = lineReader;
        this.required = List.copyOf(required);
        this.limits = limits;
        this.listed = listed.map(List::copyOf);
        this.choice = choice;
    }

    /** @param paths files, folders and patterns, of any file system that Hadoop knows; at least one */
    public static JsonSource of(String... paths) {
        return of(List.of(paths));
    }

    /** @param paths files, folders and patterns, of any file system that Hadoop knows; at least one */
    public static JsonSource of(List<String> paths) {
        if (paths.isEmpty()) {
            throw RelataException.usage(
                    new Problem("Cannot read JSON", "no path", "a source needs at least one", "Name one"));
        }
        return new JsonSource(
                paths,
                JsonLayout.AUTO,
                Optional.empty(),
                Optional.empty(),
                LineReader.CHECKED,
                List.of(),
                JsonLimits.DEFAULT,
                Optional.empty(),
                Optional.empty());
    }

    public JsonSource withLayout(JsonLayout layout) {
        return new JsonSource(paths, layout, records, schema, lineReader, required, limits, listed, choice);
    }

    /** Reads every file as documents that hold their records there. */
    public JsonSource withRecords(RecordsPath records) {
        return new JsonSource(
                paths, layout, Optional.of(records), schema, lineReader, required, limits, listed, choice);
    }

    /**
     * Reads by this schema with Spark's own reader for lines, which misses what {@link LineReader#PLAIN} says. Keys
     * that it does not name are not read. Nothing is inferred, so the data is read once.
     */
    public JsonSource withSchema(StructType schema) {
        return withSchema(schema, LineReader.PLAIN);
    }

    /** Reads by this schema. Keys that it does not name are not read. */
    public JsonSource withSchema(StructType schema, LineReader lineReader) {
        if (Arrays.asList(schema.fieldNames()).contains(RejectedRecord.COLUMN)) {
            throw RelataException.usage(new Problem(
                    "Cannot use the schema",
                    where(),
                    "it has the column %s, which is kept for what is known of rejected records"
                            .formatted(RejectedRecord.COLUMN),
                    "Rename or remove the column"));
        }
        return new JsonSource(
                paths, layout, records, Optional.of(schema), lineReader, required, limits, listed, choice);
    }

    /**
     * Rejects each record in which one of these fields is missing or null. Lines are then checked, whatever their reader.
     *
     * @param required fields at the top of a record
     */
    public JsonSource withRequired(List<String> required) {
        return new JsonSource(paths, layout, records, schema, lineReader, required, limits, listed, choice);
    }

    /** Reads these files, which were listed before, and asks for no others. */
    public JsonSource withFiles(List<InputFile> files) {
        return new JsonSource(paths, layout, records, schema, lineReader, required, limits, Optional.of(files), choice);
    }

    /** Reads these records alone, unless {@link LineReader#PLAIN} reads them, which knows no places. */
    public JsonSource withChoice(RecordChoice choice) {
        return new JsonSource(
                paths, layout, records, schema, lineReader, required, limits, listed, Optional.of(choice));
    }

    JsonSource withLimits(JsonLimits limits) {
        return new JsonSource(paths, layout, records, schema, lineReader, required, limits, listed, choice);
    }

    @Override
    public Dataset<Row> read(SparkSession spark) {
        SparkSession session = ReadingSession.beside(spark);
        List<InputFile> all = listed.orElseGet(
                () -> InputFiles.list(paths, spark.sparkContext().hadoopConfiguration()));
        JsonLayout asked = records.isPresent() ? JsonLayout.DOCUMENT : layout;
        FilesByLayout files = FilesByLayout.of(all, asked, session);
        if (schema.isPresent()) {
            return byGivenSchema(files, schema.get(), session);
        }
        Dataset<Row> found = found(files.lines(), files.documents(), session);
        StructType inferred = InferredSchema.of(found, where());
        if (inferred.isEmpty() && found.isEmpty()) {
            throw RelataException.failed(new Problem(
                    "Cannot read JSON",
                    where(),
                    "its %,d files hold no record, so its columns are unknown".formatted(all.size()),
                    "Give the schema of the records, or run again when there are some"));
        }
        // Where no record is good, that is what is to be told.
        if (!inferred.isEmpty()) {
            requireFields(inferred, "none of its good records has the field ");
        }
        return ParsedRecords.of(found, inferred, required);
    }

    private Dataset<Row> byGivenSchema(FilesByLayout files, StructType given, SparkSession session) {
        requireFields(given, "its schema has no field ");
        if (lineReader == LineReader.CHECKED
                || !required.isEmpty()
                || files.lines().isEmpty()) {
            return ParsedRecords.of(found(files.lines(), files.documents(), session), given, required);
        }
        Dataset<Row> lines = PlainLines.read(files.lines(), given, limits, session);
        return files.documents().isEmpty()
                ? lines
                : lines.union(ParsedRecords.of(found(List.of(), files.documents(), session), given, required));
    }

    /** Rows of {@link FoundRecord#SCHEMA}. */
    private Dataset<Row> found(List<InputFile> lines, List<InputFile> documents, SparkSession session) {
        Dataset<Row> all = allFound(lines, documents, session);
        return choice.isPresent() ? all.filter((FilterFunction<Row>) new ChosenRows(choice.get())::holds) : all;
    }

    private Dataset<Row> allFound(List<InputFile> lines, List<InputFile> documents, SparkSession session) {
        if (lines.isEmpty()) {
            return Documents.read(documents, records, limits, session);
        }
        Dataset<Row> found = Lines.read(lines, limits, session);
        return documents.isEmpty() ? found : found.union(Documents.read(documents, records, limits, session));
    }

    /** Else every record would be rejected, and for a reason that is none of the records'. */
    private void requireFields(StructType schema, String why) {
        List<String> known = List.of(schema.fieldNames());
        List<String> unknown =
                required.stream().filter(field -> !known.contains(field)).toList();
        if (!unknown.isEmpty()) {
            throw RelataException.failed(new Problem(
                    "Cannot require fields of the records",
                    where(),
                    why + String.join(", ", unknown) + ", upper and lower case being two",
                    "Correct the required fields, or the records"));
        }
    }

    private String where() {
        return String.join(", ", paths);
    }
}
