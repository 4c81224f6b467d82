package io.relata.jobs.source;

import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.JsonLimits;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Finds the records of files with one a line. */
final class Lines {

    /** Spark's own choice would end a line at a lone carriage return too, which JSON takes for white space. */
    static final String END = "\n";

    static final Column FILE_PATH = functions.col("_metadata.file_path");

    private Lines() {}

    /** Rows of {@link FoundRecord#SCHEMA}. */
    static Dataset<Row> read(List<InputFile> files, JsonLimits limits, SparkSession spark) {
        // As bytes, since Spark's text may hold what is no UTF-8 and would hand it on with replacement characters.
        Dataset<Row> lines = spark.read()
                .option("lineSep", END)
                .text(patterns(files))
                .select(functions.col("value").cast(DataTypes.BinaryType), FILE_PATH);
        FlatMapFunction<Row, Row> judge =
                line -> LineText.found(line.<byte[]>getAs(0), InputFile.pathOf(line.getString(1)), limits).stream()
                        .iterator();
        return lines.flatMap(judge, Encoders.row(FoundRecord.SCHEMA));
    }

    /** Paths for Spark's readers, which take every path for a pattern. */
    static String[] patterns(List<InputFile> files) {
        return files.stream()
                .map(file -> file.path().replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0"))
                .toArray(String[]::new);
    }
}
