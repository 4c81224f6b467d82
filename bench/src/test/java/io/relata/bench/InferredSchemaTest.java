package io.relata.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class InferredSchemaTest {

    private static final StructType GIVEN = StructType.fromDDL("b ARRAY<STRUCT<d: BIGINT, c: STRING>>, a DOUBLE");

    @Test
    void orderOfFieldsMayDiffer() {
        StructType inferred = StructType.fromDDL("a DOUBLE, b ARRAY<STRUCT<c: STRING, d: BIGINT>>");

        assertThatCode(() -> InferredSchema.check(GIVEN, inferred)).doesNotThrowAnyException();
    }

    @Test
    void otherTypeIsRefused() {
        StructType inferred = StructType.fromDDL("a DOUBLE, b ARRAY<STRUCT<c: STRING, d: STRING>>");

        assertThatThrownBy(() -> InferredSchema.check(GIVEN, inferred))
                .isInstanceOf(RelataException.class)
                .hasMessage("Another schema is inferred than the one given (generated records): expected "
                        + "struct<a:double,b:array<struct<c:string,d:bigint>>>; inferred "
                        + "struct<a:double,b:array<struct<c:string,d:string>>>. "
                        + "Generate more records, so that each field comes with a value.");
    }
}
