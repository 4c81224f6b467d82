package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.jobs.publish.FooterColumns.Mismatch;
import java.util.Optional;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FooterColumnsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "boolean | optional boolean c",
                "tinyint | optional int32 c (INTEGER(8,true))",
                "smallint | required int32 c (INTEGER(16,true))",
                "int | optional int32 c",
                "int | optional int32 c (INTEGER(32,true))",
                "bigint | required int64 c",
                "float | optional float c",
                "double | optional double c",
                "string | optional binary c (STRING)",
                "binary | optional binary c",
                "date | optional int32 c (DATE)",
                "timestamp | optional int64 c (TIMESTAMP(MICROS,true))",
                "timestamp | optional int64 c (TIMESTAMP(MILLIS,true))",
                "timestamp | optional int96 c",
                "decimal(9,2) | optional int32 c (DECIMAL(9,2))",
                "decimal(38,0) | optional fixed_len_byte_array(16) c (DECIMAL(38,0))",
                "array<int> | optional group c (LIST) { repeated group list { optional int32 element; } }",
                "map<string,int> | optional group c (MAP) { repeated group m { required binary key (STRING);"
                        + " optional int32 value; } }",
                "struct<a:int,b:string> | optional group c { optional int32 a; optional binary b (STRING); }"
            })
    void typesThatReadersTakeForOneAgree(String type, String file) {
        assertThat(mismatch("c " + type, file)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int | optional int64 c | int64",
                "bigint | optional int32 c | int32",
                "bigint | optional int64 c (INTEGER(64,false)) | int64 (INTEGER(64,false))",
                "bigint | optional int64 c (TIMESTAMP(MICROS,true)) | int64 (TIMESTAMP(MICROS,true))",
                "string | optional binary c | binary",
                "string | optional int64 c | int64",
                "binary | optional binary c (STRING) | binary (STRING)",
                "smallint | optional int32 c | int32",
                "tinyint | optional int32 c (INTEGER(16,true)) | int32 (INTEGER(16,true))",
                "double | optional float c | float",
                "date | optional int32 c | int32",
                "timestamp | optional int64 c (TIMESTAMP(NANOS,true)) | int64 (TIMESTAMP(NANOS,true))",
                "timestamp | optional int64 c (TIMESTAMP(MICROS,false)) | int64 (TIMESTAMP(MICROS,false))",
                "decimal(9,2) | optional int64 c (DECIMAL(10,2)) | int64 (DECIMAL(10,2))",
                "decimal(9,2) | optional int32 c (DECIMAL(9,3)) | int32 (DECIMAL(9,3))",
                "array<int> | repeated int32 c | repeated int32",
                "array<int> | optional group c { optional int32 a; } | a group",
                "struct<a:int> | optional group c (LIST) { repeated group list { optional int32 a; } } | a group (LIST)",
                "void | optional int32 c | int32"
            })
    void otherTypesAreToldWithBoth(String type, String file, String shown) {
        assertThat(mismatch("c " + type, file)).contains(new Mismatch("c", shown, type));
    }

    @Test
    void namesAreComparedLetterByLetterAndInOrder() {
        assertThat(mismatch("a int, b int", "optional int32 b; optional int32 a"))
                .contains(new Mismatch("a", "the column b in its place", "int"));
        assertThat(mismatch("a int", "optional int32 A"))
                .contains(new Mismatch("a", "the column A in its place", "int"));
        assertThat(mismatch("a int, b int", "optional int32 a")).contains(new Mismatch("b", "no such column", "int"));
        assertThat(mismatch("a int", "optional int32 a; optional int32 b"))
                .contains(new Mismatch("b", "int32", "no such column"));
    }

    @Test
    void nestedColumnsAreToldWithTheirPath() {
        assertThat(mismatch(
                        "s struct<a:array<struct<b:bigint>>>",
                        "optional group s { optional group a (LIST) { repeated group list { optional group element {"
                                + " optional int32 b; } } } }"))
                .contains(new Mismatch("s.a[].b", "int32", "bigint"));
        assertThat(mismatch(
                        "m map<string,bigint>",
                        "optional group m (MAP) { repeated group m { required binary key (STRING); optional int32"
                                + " value; } }"))
                .contains(new Mismatch("m.value", "int32", "bigint"));
    }

    private static Optional<Mismatch> mismatch(String columns, String file) {
        return FooterColumns.mismatch(
                StructType.fromDDL(columns),
                MessageTypeParser.parseMessageType("message t { " + file + (file.endsWith("}") ? "" : ";") + " }"));
    }
}
