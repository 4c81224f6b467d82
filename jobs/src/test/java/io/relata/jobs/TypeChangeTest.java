package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A column goes to a type that holds every value it may have had, and to no other. */
class TypeChangeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            int           | bigint
            int           | double
            int           | decimal(10,0)
            int           | decimal(12,2)
            bigint        | double
            bigint        | decimal(19,0)
            bigint        | decimal(38,19)
            float         | double
            date          | timestamp
            decimal(5,2)  | decimal(5,2)
            decimal(5,2)  | decimal(6,3)
            decimal(5,2)  | decimal(38,2)
            """)
    void aWiderTypeHoldsEveryValue(String from, String to) {
        assertThat(widens(from, to)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            int           | smallint
            int           | decimal(9,0)
            int           | decimal(11,2)
            int           | float
            int           | string
            bigint        | int
            bigint        | decimal(18,0)
            bigint        | decimal(38,20)
            double        | float
            double        | decimal(38,10)
            double        | bigint
            timestamp     | date
            decimal(5,2)  | decimal(5,1)
            decimal(5,2)  | decimal(38,1)
            decimal(5,2)  | decimal(5,3)
            decimal(5,2)  | double
            decimal(5,0)  | bigint
            string        | int
            boolean       | string
            array<int>    | array<bigint>
            """)
    void anyOtherMayLoseSome(String from, String to) {
        assertThat(widens(from, to)).isFalse();
    }

    private static boolean widens(String from, String to) {
        return TypeChange.widens(DataType.fromDDL(from), DataType.fromDDL(to));
    }
}
