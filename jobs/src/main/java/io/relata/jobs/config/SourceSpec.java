package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.json.Leniency;
import io.relata.transforms.json.RecordsPath;
import io.relata.transforms.survey.SurveyExtent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/**
 * Where records are read from.
 *
 * @param paths files, folders and globs, each absolute or with a scheme; at least one
 * @param format how the files are written
 * @param layout how records lie in a file
 * @param records the array that holds the records of a document; empty where the document itself is the record, or
 *     lists them at its top
 * @param lenient what beyond RFC 8259 is taken for JSON
 * @param schema the records' fields; empty where they are found out
 * @param survey how much is read to find them out
 * @param required the fields at the top of a record without which it is rejected
 * @param bookmark which files a run takes
 */
public record SourceSpec(
        List<String> paths,
        Format format,
        JsonLayout layout,
        Optional<RecordsPath> records,
        Set<Leniency> lenient,
        Optional<StructType> schema,
        SurveyExtent survey,
        List<String> required,
        BookmarkSpec bookmark) {

    /** How the files of a source are written. */
    public enum Format {
        /** JSON text, plain or compressed. */
        JSON
    }

    public SourceSpec {
        paths = List.copyOf(paths);
        requireNonNull(format, "format");
        requireNonNull(layout, "layout");
        requireNonNull(records, "records");
        lenient = Set.copyOf(lenient);
        requireNonNull(schema, "schema");
        requireNonNull(survey, "survey");
        required = List.copyOf(required);
        requireNonNull(bookmark, "bookmark");
    }
}
