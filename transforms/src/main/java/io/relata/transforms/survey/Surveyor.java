package io.relata.transforms.survey;

import io.relata.transforms.json.JsonInput;
import io.relata.transforms.json.JsonSplit;
import io.relata.transforms.json.SplitReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Surveys JSON input as one Spark job: a task for each split, whose results merge as a tree. */
public final class Surveyor {

    private Surveyor() {}

    /**
     * Reads all bytes of the input once.
     *
     * @param splits of the input, numbered from 0 in their order
     */
    public static Survey survey(SparkSession spark, JsonInput input, List<JsonSplit> splits, SurveyOptions options) {
        if (splits.isEmpty()) {
            return Survey.NONE;
        }
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        SerializableConfiguration settings =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        return context.parallelize(splits, splits.size())
                .map(split -> surveyed(split, input, options, settings.value()))
                .treeReduce(Survey::plus);
    }

    private static Survey surveyed(JsonSplit split, JsonInput input, SurveyOptions options, Configuration settings) {
        SurveyScanner scanner = new SurveyScanner(split.number(), input.limits(), input.lenient(), options);
        try {
            SplitReader.read(split, input, settings, scanner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scanner.survey();
    }
}
