package io.relata.jobs.source;

import io.relata.transforms.json.FileLayout;
import io.relata.transforms.json.FilePart;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.JsonSplit;
import io.relata.transforms.json.Splits;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;

/** Finds the records of files with one a line. */
final class Lines {

    /** Spark's own choice would end a line at a lone carriage return too, which JSON takes for white space. */
    static final String END = "\n";

    static final Column FILE_PATH = functions.col("_metadata.file_path");

    private static final long SMALLEST_TASK = 4L << 20;

    private Lines() {}

    /** Rows of {@link FoundRecord#SCHEMA}, in the order of the files. */
    static Dataset<Row> read(List<InputFile> files, JsonLimits limits, SparkSession spark) {
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        SerializableConfiguration settings = new SerializableConfiguration(configuration);
        List<JsonSplit> splits = splits(files, FileLayout.LINES, context.defaultParallelism(), spark);
        FlatMapFunction<JsonSplit, FilePart> each = split -> split.parts().iterator();
        FlatMapFunction<FilePart, Row> records =
                part -> TaskEnd.closes(LineRecords.open(part, limits, settings.value()));
        JavaRDD<Row> rows = context.parallelize(splits, Math.max(1, splits.size()))
                .flatMap(each)
                .flatMap(records);
        return spark.createDataFrame(rows, FoundRecord.SCHEMA);
    }

    /** Shares files out to tasks: those of lines in parts, documents whole. */
    static List<JsonSplit> splits(List<InputFile> files, FileLayout layout, int parallelism, SparkSession spark) {
        long share = Math.max(SMALLEST_TASK, Splits.share(files, parallelism));
        long largest = JavaUtils.byteStringAsBytes(spark.conf().get("spark.sql.files.maxPartitionBytes"));
        Splits splits = new Splits(Math.min(share, largest));
        Configuration settings = spark.sparkContext().hadoopConfiguration();
        files.forEach(file -> splits.add(file, layout, file.isCompressed(settings)));
        return splits.all();
    }

    /** Paths for Spark's readers, which take every path for a pattern. */
    static String[] patterns(List<InputFile> files) {
        return files.stream().map(file -> InputFile.pattern(file.path())).toArray(String[]::new);
    }
}
