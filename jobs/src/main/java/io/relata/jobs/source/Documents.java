package io.relata.jobs.source;

import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.RecordsPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Finds the records of document files: each file is read by one task, small files together. */
final class Documents {

    private static final long LARGEST_TASK = 128L << 20;
    private static final long COST_OF_OPENING = 4L << 20;

    private Documents() {}

    /** Rows of {@link FoundRecord#SCHEMA}, in the order of the files. */
    static Dataset<Row> read(List<InputFile> files, Optional<RecordsPath> path, JsonLimits limits, SparkSession spark) {
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
        SerializableConfiguration settings =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        FlatMapFunction<List<InputFile>, InputFile> each = List::iterator;
        // Optional cannot travel to the tasks.
        RecordsPath known = path.orElse(null);
        FlatMapFunction<InputFile, Row> records =
                file -> records(file, Optional.ofNullable(known), limits, settings.value());
        List<List<InputFile>> tasks = tasks(files, context.defaultParallelism());
        JavaRDD<Row> rows = context.parallelize(tasks, Math.max(1, tasks.size()))
                .flatMap(each)
                .flatMap(records);
        return spark.createDataFrame(rows, FoundRecord.SCHEMA);
    }

    private static Iterator<Row> records(
            InputFile file, Optional<RecordsPath> path, JsonLimits limits, Configuration settings) throws IOException {
        return TaskEnd.closes(DocumentRecords.open(file, path, limits, settings));
    }

    private static List<List<InputFile>> tasks(List<InputFile> files, int parallelism) {
        long total = files.stream().mapToLong(Documents::cost).sum();
        long target = Math.min(LARGEST_TASK, Math.max(COST_OF_OPENING, total / parallelism));
        List<List<InputFile>> tasks = new ArrayList<>();
        long filled = target;
        for (InputFile file : files) {
            if (filled >= target) {
                tasks.add(new ArrayList<>());
                filled = 0;
            }
            tasks.get(tasks.size() - 1).add(file);
            filled += cost(file);
        }
        return tasks;
    }

    private static long cost(InputFile file) {
        return file.bytes() + COST_OF_OPENING;
    }
}
