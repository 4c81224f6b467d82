package io.relata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableDefinitionTest {

    private static final StructType COLUMNS = new StructType().add("id", DataTypes.LongType);

    @Test
    void keysGivenByNameAreTextColumns() {
        TableDefinition table = definition(List.of("year", "load"), "/data/t");

        assertThat(table.partitionColumns())
                .isEqualTo(new StructType().add("year", DataTypes.StringType).add("load", DataTypes.StringType));
        assertThat(table.partitionKeys()).containsExactly("year", "load");
    }

    @Test
    void keysKeepTheirTypes() {
        StructType keys = new StructType().add("year", DataTypes.IntegerType);

        TableDefinition table = new TableDefinition(
                new TableName("db", "t"),
                COLUMNS,
                keys,
                "/data/t",
                TableFormat.PARQUET,
                Optional.empty(),
                new RunId("20260101t000000z-00000001"),
                new TableStatistics(0, 0, 0));

        assertThat(table.partitionColumns()).isEqualTo(keys);
        assertThat(table.partitionKeys()).containsExactly("year");
    }

    @Test
    void keyThatIsAlsoAColumnIsRefused() {
        assertThatThrownBy(() -> definition(List.of("id"), "/data/t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("db.t: partition key id is also a column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/data/t/", "/"})
    void locationThatIsNoFolderPathIsRefused(String location) {
        assertThatThrownBy(() -> definition(List.of(), location))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("db.t: not a location: \"" + location + "\"");
    }

    private static TableDefinition definition(List<String> keys, String location) {
        return new TableDefinition(
                new TableName("db", "t"),
                COLUMNS,
                keys,
                location,
                TableFormat.PARQUET,
                Optional.empty(),
                new RunId("20260101t000000z-00000001"),
                new TableStatistics(0, 0, 0));
    }
}
