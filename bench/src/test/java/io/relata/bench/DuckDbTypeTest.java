package io.relata.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class DuckDbTypeTest {

    @Test
    void nestedTypesAreWrittenWithQuotedNames() {
        StructType type = StructType.fromDDL("a STRING, `b \"c` STRUCT<d: DOUBLE, e: BOOLEAN>, f ARRAY<ARRAY<BIGINT>>");

        assertThat(DuckDbType.of(type))
                .isEqualTo("STRUCT(\"a\" VARCHAR, \"b \"\"c\" STRUCT(\"d\" DOUBLE, \"e\" BOOLEAN), \"f\" BIGINT[][])");
    }

    @Test
    void typeThatNoRecordHasIsRefused() {
        assertThatThrownBy(() -> DuckDbType.of(DataTypes.DateType))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot give DuckDB the schema (date): it is none of string, bigint, double, boolean, "
                        + "struct and array. Add the type to DuckDbType.");
    }
}
