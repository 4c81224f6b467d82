package io.relata.jobs.source;

import io.relata.Problem;
import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.Source;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.InputFiles;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Reads CSV files: {@code CsvSource.of(List.of("s3a://raw/events/"), CsvFormat.DEFAULT)}. Immutable; each {@code with}
 * method gives another source. Paths are those of {@link JsonSource}.
 *
 * <p>Columns are found by the names in each file's header, in whatever order; without a schema they are those of all
 * files, and all text: nothing is guessed from values, so {@code 007} stays what it is. A file without a column of the
 * schema is an error, and one of its columns that the schema does not name is not read.
 *
 * <p>Every record is a row. One whose cells are not as many as its file's columns, whose quotes do not pair, that is no
 * text, that holds a value which its column's type cannot hold exactly, or lacks a required one, is a row with
 * {@link RejectedRecord#COLUMN} set and all else null. {@code position} is its first byte; it is null in files of UTF-16
 * and other encodings whose line ends are not one byte. Empty lines are no records. A file that cannot be read or
 * decompressed fails the Spark job.
 *
 * <p>The dataset belongs to a session beside the caller's, as that of {@link JsonSource} does.
 */
public final class CsvSource implements Source {

    private final List<String> paths;
    private final CsvFormat format;
    private final Optional<StructType> schema;
    private final List<String> required;
    private final Optional<List<InputFile>> listed;

    private CsvSource(
            List<String> paths,
            CsvFormat format,
            Optional<StructType> schema,
            List<String> required,
            Optional<List<InputFile>> listed) {
        this.paths = List.copyOf(paths);
        this.format = format;
        this.schema = schema;
        this.required = List.copyOf(required);
        this.listed = listed.map(List::copyOf);
    }

    /** @param paths files, folders and patterns, of any file system that Hadoop knows */
    public static CsvSource of(List<String> paths, CsvFormat format) {
        return new CsvSource(paths, format, Optional.empty(), List.of(), Optional.empty());
    }

    /** Reads these columns; each may be null. */
    public CsvSource withSchema(StructType schema) {
        StructType nullable = new StructType();
        for (StructField field : schema.fields()) {
            nullable = nullable.add(field.name(), field.dataType());
        }
        return new CsvSource(paths, format, Optional.of(nullable), required, listed);
    }

    /** Rejects each record in which one of these columns has no value. */
    public CsvSource withRequired(List<String> required) {
        return new CsvSource(paths, format, schema, required, listed);
    }

    /** Reads these files, which were listed before, and asks for no others. */
    public CsvSource withFiles(List<InputFile> files) {
        return new CsvSource(paths, format, schema, required, Optional.of(files));
    }

    /** Whether a cell can be read as a value of this type. */
    public static boolean canRead(DataType type) {
        return CsvValue.reader(type, CsvFormat.DEFAULT).isPresent();
    }

    @Override
    public Dataset<Row> read(SparkSession spark) {
        SparkSession session = ReadingSession.beside(spark);
        // Moments beyond the reach of java.sql.Timestamp's calendar are meant too.
        session.conf().set("spark.sql.datetime.java8API.enabled", true);
        List<InputFile> all = listed.orElseGet(
                () -> InputFiles.list("CSV", paths, spark.sparkContext().hadoopConfiguration()));
        List<InputFile> files = all.stream().filter(file -> file.bytes() > 0).toList();
        CsvFiles input = CsvFiles.of(files, format, session);
        StructType columns = schema.orElseGet(() -> named(input));
        requireColumns(columns);
        if (schema.isPresent()) {
            List<String> names = List.of(columns.fieldNames());
            input.headers().forEach(header -> header.require(names));
        }
        return input.rows(columns, required);
    }

    private StructType named(CsvFiles input) {
        Set<String> names = new LinkedHashSet<>();
        input.headers().forEach(header -> names.addAll(header.names()));
        if (names.isEmpty()) {
            throw failed(
                    "its files have no header, so its columns are unknown",
                    "Give the schema of the records, or run again when there are some");
        }
        StructType columns = new StructType();
        for (String name : names) {
            columns = columns.add(name, DataTypes.StringType);
        }
        return columns;
    }

    private void requireColumns(StructType columns) {
        List<String> known = Arrays.asList(columns.fieldNames());
        if (known.contains(RejectedRecord.COLUMN)) {
            throw failed(
                    "its schema has the column %s, which is kept for what is known of rejected records"
                            .formatted(RejectedRecord.COLUMN),
                    "Rename or remove the column");
        }
        List<String> unknown =
                required.stream().filter(field -> !known.contains(field)).toList();
        if (!unknown.isEmpty()) {
            throw failed(
                    "it has no column " + String.join(", ", unknown)
                            + ", upper and lower case being two, and is required to" + " have a value there",
                    "Correct the required columns, or the files");
        }
    }

    private RelataException failed(String why, String remedy) {
        return RelataException.failed(new Problem("Cannot read CSV", String.join(", ", paths), why, remedy));
    }
}
