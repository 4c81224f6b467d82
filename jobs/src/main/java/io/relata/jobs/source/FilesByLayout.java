package io.relata.jobs.source;

import io.relata.transforms.json.FileLayout;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.JsonLayout;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** The files of an input, parted by what each is read as. Files of no bytes are in neither list. */
record FilesByLayout(List<InputFile> lines, List<InputFile> documents) {

    private static final int FILES_PER_TASK = 16;

    /** Opens each file for a look at its head, in a Spark job where there is something to decide. */
    static FilesByLayout of(List<InputFile> all, JsonLayout asked, SparkSession spark) {
        List<InputFile> files = all.stream().filter(file -> file.bytes() > 0).toList();
        if (asked == JsonLayout.DOCUMENT || files.isEmpty()) {
            return new FilesByLayout(List.of(), files);
        }
        SerializableConfiguration settings =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        Function<InputFile, FileLayout> look = file -> FileLayout.of(file, asked, settings.value());
        JavaRDD<InputFile> distributed = new JavaSparkContext(spark.sparkContext())
                .parallelize(files, Math.max(1, files.size() / FILES_PER_TASK));
        List<FileLayout> layouts = distributed.map(look).collect();
        List<InputFile> lines = new ArrayList<>();
        List<InputFile> documents = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            (layouts.get(i) == FileLayout.LINES ? lines : documents).add(files.get(i));
        }
        return new FilesByLayout(lines, documents);
    }
}
