package io.relata.testing;

import com.holdenkarau.spark.testing.JavaDataFrameSuiteBase;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Row comparison by spark-testing-base, which is published for this Scala. Its twin serves the other one. */
final class DatasetComparison {

    private DatasetComparison() {}

    static void assertSameRows(Dataset<Row> expected, Dataset<Row> actual) {
        new JavaDataFrameSuiteBase().assertDataFrameDataEquals(expected, actual);
    }
}
