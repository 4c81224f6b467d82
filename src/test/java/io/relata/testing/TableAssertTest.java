package io.relata.testing;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class TableAssertTest {

    private final Dataset<Row> table;

    TableAssertTest(SparkSession spark) {
        table = spark.sql("SELECT * FROM VALUES (1, 'x'), (1, 'x'), (2, CAST(NULL AS STRING)) AS t(`a.b`, c)");
    }

    @Test
    void sameRowsInAnyOrderAreEqual() {
        assertThatTable(table)
                .hasColumns("a.b int", "c string")
                .hasRows(RowFactory.create(2, null), RowFactory.create(1, "x"), RowFactory.create(1, "x"));
    }

    @Test
    void aRowThatComesOnceInsteadOfTwiceIsADifference() {
        assertThatThrownBy(() -> assertThatTable(table).hasRows(RowFactory.create(2, null), RowFactory.create(1, "x")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void anotherCountOfTheSameRowsIsADifference() {
        assertThatThrownBy(() -> assertThatTable(table)
                        .hasRows(RowFactory.create(2, null), RowFactory.create(2, null), RowFactory.create(1, "x")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void nullAndEmptyTextDiffer() {
        assertThatThrownBy(() -> assertThatTable(table)
                        .hasRows(RowFactory.create(2, ""), RowFactory.create(1, "x"), RowFactory.create(1, "x")))
                .isInstanceOf(AssertionError.class);
    }
}
