package io.relata.catalog.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeTypeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            boolean                    | BOOLEAN
            tinyint                    | SMALLINT
            smallint                   | SMALLINT
            int                        | INTEGER
            bigint                     | BIGINT
            float                      | REAL
            double                     | DOUBLE PRECISION
            decimal(38,10)             | DECIMAL(38,10)
            date                       | DATE
            timestamp                  | TIMESTAMP
            timestamp_ntz              | TIMESTAMP
            array<int>                 | SUPER
            struct<a:int>              | SUPER
            map<string,int>            | SUPER
            string                     | VARCHAR(256)
            varchar(20)                | VARCHAR(80)
            char(5)                    | VARCHAR(20)
            binary                     | VARBYTE(256)
            varchar(65535)             | none
            interval day to second     | none
            """)
    void everyTypeOfFilesHasOneOfTablesOrNone(String spark, String redshift) {
        assertThat(sql(spark, OptionalInt.empty())).isEqualTo(redshift);
    }

    @ParameterizedTest
    @CsvSource({
        "string, 0, VARCHAR(16)",
        "string, 8, VARCHAR(16)",
        "string, 9, VARCHAR(32)",
        "string, 101, VARCHAR(208)",
        "string, 40000, VARCHAR(65535)",
        "string, 65535, VARCHAR(65535)",
        "string, 65536, none",
        "binary, 20, VARBYTE(48)",
        "binary, 70000, VARBYTE(70000)",
        "binary, 16777217, none"
    })
    void textsHaveRoomForTwiceTheLongestThatWasSeen(String spark, int longest, String redshift) {
        assertThat(sql(spark, OptionalInt.of(longest))).isEqualTo(redshift);
    }

    @Test
    void noTextHasTheGreatestLengthUnlessItsValuesAskForIt() {
        assertThat(sql("string", OptionalInt.of(30_000))).isEqualTo("VARCHAR(60000)");
    }

    private static String sql(String type, OptionalInt longest) {
        return NativeType.of(DataType.fromDDL(type), longest)
                .map(RedshiftType::sql)
                .orElse("none");
    }
}
