package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import io.relata.TableName;
import io.relata.jobs.source.CsvFormat;
import io.relata.jobs.source.jdbc.JdbcOptions;
import io.relata.jobs.source.jdbc.JdbcRecords;
import io.relata.jobs.source.jdbc.WindowedSql;
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

/** Where records are read from. */
public sealed interface SourceSpec {

    /** Files, folders and globs, each absolute or with a scheme; empty where the source is none of files. */
    List<String> paths();

    /** What it reads, by the names that reports and messages use; at least one. */
    default List<String> inputs() {
        return paths();
    }

    /** Columns beside the fields of the records, or in place of them, each by an SQL expression over the fields. */
    Map<String, String> columns();

    /** The fields of its records that the job gives; empty where they are found out. */
    default Optional<StructType> schema() {
        return Optional.empty();
    }

    /** Which of its files a run takes. */
    default BookmarkSpec bookmark() {
        return BookmarkSpec.NONE;
    }

    /** What its files hold, for messages. */
    String kind();

    /**
     * The same over another file or folder; empty where the source is none of files that stand alone.
     *
     * @param path absolute or with a scheme
     */
    default Optional<SourceSpec> at(String path) {
        return Optional.empty();
    }

    /**
     * Files of JSON text, plain or compressed.
     *
     * @param layout how records lie in a file
     * @param records the array that holds the records of a document; empty where the document itself is the record, or
     *     lists them at its top
     * @param lenient what beyond RFC 8259 is taken for JSON
     * @param schema the records' fields; empty where they are found out
     * @param survey how much is read to find them out
     * @param required the fields at the top of a record without which it is rejected
     */
    record Json(
            List<String> paths,
            JsonLayout layout,
            Optional<RecordsPath> records,
            Set<Leniency> lenient,
            Optional<StructType> schema,
            SurveyExtent survey,
            List<String> required,
            Map<String, String> columns,
            BookmarkSpec bookmark)
            implements SourceSpec {

        public Json {
            paths = List.copyOf(paths);
            requireNonNull(layout, "layout");
            requireNonNull(records, "records");
            lenient = Set.copyOf(lenient);
            requireNonNull(schema, "schema");
            requireNonNull(survey, "survey");
            required = List.copyOf(required);
            columns = Ordered.copy(columns);
            requireNonNull(bookmark, "bookmark");
        }

        @Override
        public String kind() {
            return "JSON";
        }

        @Override
        public Optional<SourceSpec> at(String path) {
            return Optional.of(
                    new Json(List.of(path), layout, records, lenient, schema, survey, required, columns, bookmark));
        }

        /** The same records, one a line, in another file. */
        public Json linesAt(String path) {
            return new Json(
                    List.of(path),
                    JsonLayout.LINES,
                    Optional.empty(),
                    lenient,
                    schema,
                    survey,
                    required,
                    columns,
                    bookmark);
        }
    }

    /**
     * Files of CSV text, plain or compressed.
     *
     * @param format how their text is to be read
     * @param schema the columns; empty where the files' headers name them, and all are text
     * @param required the columns without a value in which a record is rejected
     */
    record Csv(
            List<String> paths,
            CsvFormat format,
            Optional<StructType> schema,
            List<String> required,
            Map<String, String> columns,
            BookmarkSpec bookmark)
            implements SourceSpec {

        public Csv {
            paths = List.copyOf(paths);
            requireNonNull(format, "format");
            requireNonNull(schema, "schema");
            required = List.copyOf(required);
            columns = Ordered.copy(columns);
            requireNonNull(bookmark, "bookmark");
        }

        @Override
        public String kind() {
            return "CSV";
        }

        @Override
        public Optional<SourceSpec> at(String path) {
            return Optional.of(new Csv(List.of(path), format, schema, required, columns, bookmark));
        }
    }

    /** Parquet files. */
    record Parquet(List<String> paths, Map<String, String> columns, BookmarkSpec bookmark) implements SourceSpec {

        public Parquet {
            paths = List.copyOf(paths);
            columns = Ordered.copy(columns);
            requireNonNull(bookmark, "bookmark");
        }

        @Override
        public String kind() {
            return "Parquet";
        }

        @Override
        public Optional<SourceSpec> at(String path) {
            return Optional.of(new Parquet(List.of(path), columns, bookmark));
        }
    }

    /**
     * A Delta table in a folder.
     *
     * @param version the version of the table that is read; the newest where empty
     */
    record Delta(String path, OptionalLong version, Map<String, String> columns) implements SourceSpec {

        public Delta {
            requireNonNull(path, "path");
            requireNonNull(version, "version");
            columns = Ordered.copy(columns);
        }

        @Override
        public String kind() {
            return "Delta";
        }

        @Override
        public List<String> paths() {
            return List.of(path);
        }
    }

    /**
     * A table of the job's catalog.
     *
     * @param where an SQL condition on the partition columns that says which partitions are read; all where empty
     */
    record CatalogTable(TableName table, Optional<String> where, Map<String, String> columns) implements SourceSpec {

        public CatalogTable {
            requireNonNull(table, "table");
            requireNonNull(where, "where");
            columns = Ordered.copy(columns);
        }

        @Override
        public String kind() {
            return "tables";
        }

        @Override
        public List<String> paths() {
            return List.of();
        }

        @Override
        public List<String> inputs() {
            return List.of("table " + table);
        }
    }

    /**
     * A database.
     *
     * @param url its JDBC address, without user and password
     */
    record Jdbc(String url, JdbcLogin login, JdbcRecords records, JdbcOptions options) implements SourceSpec {

        public Jdbc {
            requireNonNull(url, "url");
            requireNonNull(login, "login");
            requireNonNull(records, "records");
            requireNonNull(options, "options");
        }

        @Override
        public List<String> paths() {
            return List.of();
        }

        @Override
        public List<String> inputs() {
            return List.of(records.shown() + " of " + url);
        }

        @Override
        public String kind() {
            return "databases";
        }

        /** Whether its SQL names a time of the run. */
        boolean isWindowed() {
            String sql = options.where().orElse("") + (records instanceof JdbcRecords.Query query ? query.sql() : "");
            return WindowedSql.isWindowed(sql);
        }

        @Override
        public Map<String, String> columns() {
            return Map.of();
        }
    }
}
