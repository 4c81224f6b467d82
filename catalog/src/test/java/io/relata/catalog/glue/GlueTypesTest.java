package io.relata.catalog.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VarcharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlueTypesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "boolean | boolean",
                "smallint | smallint",
                "int | int",
                "bigint | bigint",
                "float | float",
                "double | double",
                "string | string",
                "binary | binary",
                "date | date",
                "timestamp | timestamp",
                "decimal(38,18) | decimal(38,18)",
                "array<int> | array<int>",
                "map<string, array<bigint>> | map<string,array<bigint>>",
                "struct<a: int, b_2: struct<Deep: array<struct<x: string>>>>"
                        + " | struct<a:int,b_2:struct<Deep:array<struct<x:string>>>>",
            })
    void typeIsWrittenAsHiveWritesIt(String spark, String glue) {
        DataType type = DataType.fromDDL(spark);

        assertThat(GlueTypes.refusal(type)).isEmpty();
        assertThat(GlueTypes.of(type)).isEqualTo(glue);
    }

    @Test
    void textsOfALengthKeepIt() {
        assertThat(GlueTypes.of(new VarcharType(65_535))).isEqualTo("varchar(65535)");
        assertThat(GlueTypes.of(new CharType(255))).isEqualTo("char(255)");
        assertThat(GlueTypes.refusal(new VarcharType(65_535))).isEmpty();
        assertThat(GlueTypes.refusal(new VarcharType(65_536)))
                .contains(new GlueTypes.Refusal(
                        "is VARCHAR(65536), and the longest is VARCHAR(65535)", Optional.of("STRING")));
        assertThat(GlueTypes.refusal(new CharType(256)))
                .contains(new GlueTypes.Refusal("is CHAR(256), and the longest is CHAR(255)", Optional.of("STRING")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tinyint | is of type TINYINT, which Redshift Spectrum and Athena have no type for | SMALLINT",
                "timestamp_ntz | is of type TIMESTAMP_NTZ, which Redshift Spectrum and Athena have no type for | TIMESTAMP",
                "void | is of type VOID, which Redshift Spectrum and Athena have no type for | STRING",
                "array<tinyint> | is of type TINYINT, which Redshift Spectrum and Athena have no type for | SMALLINT",
                "interval day to second | is of type INTERVAL DAY TO SECOND, which Redshift Spectrum and Athena have no"
                        + " type for |",
                "map<struct<a: int>, int> | has a map whose keys are not single values |",
                "struct<`a b`: int> | has a struct field \"a b\", and such names have letters of English, digits and"
                        + " underscores |",
                "struct<`a:int,b`: int> | has a struct field \"a:int,b\", and such names have letters of English, digits"
                        + " and underscores |",
                "struct<a: int, A: int> | has two struct fields \"A\" that differ in case at most |",
            })
    void typeThatNoReaderHasIsRefused(String spark, String why, String cast) {
        assertThat(GlueTypes.refusal(DataType.fromDDL(spark)))
                .contains(new GlueTypes.Refusal(why, Optional.ofNullable(cast)));
    }

    @Test
    void emptyStructAndDeepNestingAreRefused() {
        assertThat(GlueTypes.refusal(new StructType()))
                .contains(new GlueTypes.Refusal("has a struct without fields", Optional.empty()));
        DataType deep = DataTypes.LongType;
        for (int i = 0; i < 99; i++) {
            deep = DataTypes.createArrayType(deep);
        }
        assertThat(GlueTypes.refusal(deep)).isEmpty();
        assertThat(GlueTypes.refusal(DataTypes.createArrayType(deep)))
                .contains(new GlueTypes.Refusal("is nested more than 100 levels deep", Optional.empty()));
    }

    @Test
    void partitionColumnsHoldSingleReadableValues() {
        assertThat(GlueTypes.partitionRefusal(DataTypes.DateType)).isEmpty();
        assertThat(GlueTypes.partitionRefusal(DataTypes.BinaryType))
                .contains(new GlueTypes.Refusal(
                        "is a partition column of type BINARY, and these hold single, readable values",
                        Optional.empty()));
        assertThat(GlueTypes.partitionRefusal(DataTypes.createArrayType(DataTypes.LongType)))
                .isPresent();
        assertThat(GlueTypes.partitionRefusal(DataTypes.ByteType)).isPresent();
    }
}
