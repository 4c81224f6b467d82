package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarTypesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boolean",
                "tinyint",
                "byte",
                "smallint",
                "short",
                "int",
                "integer",
                "bigint",
                "long",
                "float",
                "real",
                "double",
                "string",
                "binary",
                "date",
                "timestamp",
                "timestamp_ltz",
                "timestamp_ntz",
                "decimal",
                "dec(5)",
                "numeric(5, 2)",
                "DECIMAL(38,38)",
                " Int "
            })
    void namesMeanWhatTheyMeanInSpark(String name) {
        assertThat(ScalarTypes.named(name)).contains(DataType.fromDDL(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "strng",
                "varchar(3)",
                "struct<a:int>",
                "array<int>",
                "decimal(39)",
                "decimal(0)",
                "decimal(5,6)",
                "int, b string",
                "void",
                "interval",
                "decimal(999999999999)"
            })
    void otherNamesAreNoScalars(String name) {
        assertThat(ScalarTypes.named(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "int, int, true",
        "int, string, true",
        "binary, string, true",
        "string, binary, true",
        "string, timestamp, true",
        "int, 'decimal(5,2)', true",
        "double, boolean, true",
        "boolean, int, true",
        "date, timestamp, true",
        "timestamp_ntz, date, true",
        "timestamp, bigint, false",
        "bigint, timestamp, false",
        "binary, int, false",
        "int, binary, false",
        "date, int, false",
        "boolean, date, false"
    })
    void castsThatMakeSense(String from, String to, boolean castable) {
        assertThat(ScalarTypes.castable(DataType.fromDDL(from), DataType.fromDDL(to)))
                .isEqualTo(castable);
    }

    @Test
    void findsWhatNoFileHoldsHoweverDeep() {
        DataType interval = DataType.fromDDL("interval day");
        assertThat(ScalarTypes.unsupported(DataTypes.createMapType(
                        DataTypes.StringType, DataTypes.createArrayType(DataType.fromDDL("a int, b interval day")))))
                .contains(interval);
        assertThat(ScalarTypes.unsupported(DataType.fromDDL("a void, m map<string,array<int>>")))
                .isEmpty();
    }
}
