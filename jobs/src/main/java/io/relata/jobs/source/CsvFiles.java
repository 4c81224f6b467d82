package io.relata.jobs.source;

import io.relata.RejectedRecord;
import io.relata.transforms.json.FileLayout;
import io.relata.transforms.json.FilePart;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.JsonSplit;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * CSV files, their headers read.
 *
 * @param headers in the order of the files; none of files without one
 */
record CsvFiles(List<InputFile> files, List<CsvHeader> headers, CsvFormat format, SparkSession session) {

    private static final int FILES_PER_TASK = 16;

    CsvFiles {
        files = List.copyOf(files);
        headers = List.copyOf(headers);
    }

    /**
     * Reads the files' headers in a Spark job.
     *
     * @throws io.relata.RelataException when one is none
     */
    static CsvFiles of(List<InputFile> files, CsvFormat format, SparkSession session) {
        if (format.header() == CsvFormat.Header.ABSENT || files.isEmpty()) {
            return new CsvFiles(files, List.of(), format, session);
        }
        SerializableConfiguration settings =
                new SerializableConfiguration(session.sparkContext().hadoopConfiguration());
        FlatMapFunction<InputFile, CsvHeader> read =
                file -> CsvHeader.of(file, format, settings.value()).stream().iterator();
        List<CsvHeader> headers = new JavaSparkContext(session.sparkContext())
                .parallelize(files, Math.max(1, files.size() / FILES_PER_TASK))
                .flatMap(read)
                .collect();
        headers.forEach(CsvHeader::require);
        return new CsvFiles(files, headers, format, session);
    }

    /** The schema's columns, then {@link RejectedRecord#COLUMN}; in the order of the files. */
    Dataset<Row> rows(StructType schema, List<String> required) {
        JavaSparkContext context = new JavaSparkContext(session.sparkContext());
        SerializableConfiguration settings =
                new SerializableConfiguration(session.sparkContext().hadoopConfiguration());
        CsvFormat written = format;
        List<String> needed = new ArrayList<>(required);
        FlatMapFunction<List<CsvPart>, CsvPart> each = List::iterator;
        FlatMapFunction<CsvPart, Row> rows = part -> opened(part, schema, written, needed, settings.value());
        List<List<CsvPart>> tasks = tasks(schema, context.defaultParallelism());
        JavaRDD<Row> read = context.parallelize(tasks, Math.max(1, tasks.size()))
                .flatMap(each)
                .flatMap(rows);
        return session.createDataFrame(read, schema.add(RejectedRecord.COLUMN, RejectedRecord.SCHEMA));
    }

    private static Iterator<Row> opened(
            CsvPart part, StructType schema, CsvFormat format, List<String> required, Configuration settings)
            throws IOException {
        CsvText text = CsvText.open(part.part(), format, JsonLimits.DEFAULT, settings);
        return TaskEnd.closes(new CsvRows(part, text, schema, format, required));
    }

    private List<List<CsvPart>> tasks(StructType schema, int parallelism) {
        boolean isCut = format.lineEnds() == CsvFormat.LineEnds.OF_RECORDS
                && CsvText.isReadByLines(Charset.forName(format.encoding()));
        Map<String, CsvHeader> byFile = new HashMap<>();
        headers.forEach(header -> byFile.put(header.file(), header));
        // Files of one header share what is known of it, also on their way to the tasks.
        Map<List<String>, CsvColumns> known = new HashMap<>();
        List<List<CsvPart>> tasks = new ArrayList<>();
        for (JsonSplit split :
                Lines.splits(files, isCut ? FileLayout.LINES : FileLayout.DOCUMENT, parallelism, session)) {
            List<CsvPart> parts = new ArrayList<>();
            for (FilePart part : split.parts()) {
                part(part, Optional.ofNullable(byFile.get(part.path())), schema, known)
                        .ifPresent(parts::add);
            }
            tasks.add(parts);
        }
        return tasks;
    }

    /** Empty where the file has a header to come and holds no line. */
    private Optional<CsvPart> part(
            FilePart part, Optional<CsvHeader> header, StructType schema, Map<List<String>, CsvColumns> known) {
        if (format.header() == CsvFormat.Header.ABSENT) {
            return Optional.of(new CsvPart(
                    part, CsvPart.NO_HEADER, known.computeIfAbsent(List.of(), none -> CsvColumns.inOrder(schema))));
        }
        return header.map(found -> new CsvPart(
                part, found.start(), known.computeIfAbsent(found.names(), names -> CsvColumns.named(schema, names))));
    }
}
