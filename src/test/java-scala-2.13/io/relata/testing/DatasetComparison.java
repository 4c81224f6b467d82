package io.relata.testing;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.Assertions;

/** Row comparison for the Scala that spark-testing-base is not published for: the same rule, as a multiset of rows. */
final class DatasetComparison {

    private DatasetComparison() {}

    static void assertSameRows(Dataset<Row> expected, Dataset<Row> actual) {
        Assertions.assertThat(actual.collectAsList()).containsExactlyInAnyOrderElementsOf(expected.collectAsList());
    }
}
