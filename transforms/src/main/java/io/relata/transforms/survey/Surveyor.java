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
        return splits.isEmpty()
                ? Survey.NONE
                : read(spark, input, splits, options).survey();
    }

    /**
     * Reads no more of the input than these splits say.
     *
     * @param chosen at least one
     */
    public static Sample sample(SparkSession spark, JsonInput input, List<JsonSplit> chosen, SurveyOptions options) {
        return read(spark, input, chosen, options);
    }

    private static Sample read(SparkSession spark, JsonInput input, List<JsonSplit> splits, SurveyOptions options) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        SerializableConfiguration settings =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        return context.parallelize(splits, splits.size())
                .map(split -> surveyed(split, input, options, settings.value()))
                .treeReduce(Sample::plus);
    }

    private static Sample surveyed(JsonSplit split, JsonInput input, SurveyOptions options, Configuration settings) {
        SurveyScanner scanner = new SurveyScanner(split.number(), input.limits(), input.lenient(), options);
        try {
            long bytes = SplitReader.read(split, input, settings, scanner);
            return new Sample(scanner.survey(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
