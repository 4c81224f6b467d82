package io.relata.jobs.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.jobs.publish.EarlierFiles.Extent;
import io.relata.testing.SparkExtension;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A file is passed over only where none of the values can be in it. */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class KeyValuesTest {

    private final SparkSession spark;

    KeyValuesTest(SparkSession spark) {
        this.spark = spark;
    }

    private Dataset<Row> texts(String... values) {
        return spark.createDataset(List.of(values), Encoders.STRING()).toDF("a.`b");
    }

    private static void assertMayHold(Predicate<Extent> values, String least, String greatest) {
        assertThat(values.test(new Extent(least, greatest)))
                .as(least + " to " + greatest)
                .isTrue();
    }

    private static void assertCannotHold(Predicate<Extent> values, String least, String greatest) {
        assertThat(values.test(new Extent(least, greatest)))
                .as(least + " to " + greatest)
                .isFalse();
    }

    @Test
    void wholeNumbersAreFoundBetweenTheEndsOfAFile() {
        Dataset<Row> numbers = texts("-5", "10", "10", "200").selectExpr("CAST(`a.``b` AS INT) AS n");
        Predicate<Extent> values = KeyValues.of(numbers);

        assertMayHold(values, "10", "10");
        assertMayHold(values, "-9", "-5");
        assertMayHold(values, "11", "200");
        assertMayHold(values, "200", "9223372036854775807");
        assertCannotHold(values, "-4", "9");
        assertCannotHold(values, "11", "199");
        assertCannotHold(values, "201", "300");
        assertCannotHold(values, "-9223372036854775808", "-6");
    }

    @Test
    void textsAreOrderedByTheirBytes() {
        // In Java's order the second, beyond 16 bits, would come before the third.
        Predicate<Extent> values = KeyValues.of(texts("b", "\uD83D\uDE00"));

        assertMayHold(values, "b", "b");
        assertMayHold(values, "\uFB01", "\uD83D\uDE01");
        assertMayHold(values, "a", "b\uFFFF");
        assertCannotHold(values, "b\u0000", "\uFB01");
        assertCannotHold(values, "B", "a");
    }

    @Test
    void ofManyValuesOnlyTheEndsAreLookedAt() {
        Predicate<Extent> values = KeyValues.of(texts("b", "m", "x"), 2);

        assertMayHold(values, "c", "d");
        assertMayHold(values, "x", "z");
        assertMayHold(values, "a", "b");
        assertCannotHold(values, "y", "z");
        assertCannotHold(values, "a", "aa");
    }

    @Test
    void valuesOfOtherTypesMayBeAnywhere() {
        assertMayHold(KeyValues.of(texts("1.5").selectExpr("CAST(`a.``b` AS DECIMAL(9,2)) AS n")), "7", "8");
    }

    @Test
    void noValueIsNowhere() {
        assertCannotHold(KeyValues.of(texts("x").where("false")), "a", "z");
    }
}
