package io.relata.catalog.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SchemaParametersTest {

    private static final String SCHEMA = "spark.sql.sources.schema";

    @Test
    void shortSchemaIsOneParameterAndComesBack() {
        StructType columns = new StructType().add("a", DataTypes.LongType, false);

        Map<String, String> parameters = SchemaParameters.of(columns, new StructType());

        assertThat(parameters).containsOnlyKeys(SCHEMA);
        assertThat(SchemaParameters.read(parameters)).contains(new SchemaParameters.Columns(columns, new StructType()));
    }

    @Test
    void schemaIsCutIntoPartsOnlyAboveFourThousandCharactersAndNeverWithinACharacter() {
        for (int length = 3_850; length < 3_900; length++) {
            StructType columns = new StructType()
                    .add("a", DataTypes.LongType, true, comment("x".repeat(length) + "\ud83d\udc96".repeat(50)));

            Map<String, String> parameters = SchemaParameters.of(columns, new StructType());

            boolean isOne = columns.json().length() <= 4_000;
            assertThat(parameters.containsKey(SCHEMA)).as("length %s", length).isEqualTo(isOne);
            assertThat(parameters.values()).allMatch(GlueText::isOneLine).allMatch(part -> part.length() <= 4_000);
            assertThat(SchemaParameters.read(parameters))
                    .contains(new SchemaParameters.Columns(columns, new StructType()));
        }
    }

    @Test
    void charactersThatCannotBeSentAreEscapedAndComeBack() {
        StructType columns =
                new StructType().add("a", DataTypes.LongType, true, comment("\u0000 \ud800 \udc00 \uffff \n"));

        Map<String, String> parameters = SchemaParameters.of(columns, new StructType());

        assertThat(parameters.values()).allMatch(GlueText::isOneLine);
        assertThat(SchemaParameters.read(parameters).orElseThrow().inFiles()).isEqualTo(columns);
    }

    @Test
    void tableWithoutSchemaHasNone() {
        assertThat(SchemaParameters.read(Map.of("classification", "parquet"))).isEmpty();
    }

    @Test
    void brokenSchemasAreReported() {
        Map<String, String> good = SchemaParameters.of(
                new StructType().add("a", "int"),
                new StructType().add("Year", "int").add("load", "string"));

        refused(good, SCHEMA, "{\"type\":\"struct\"", "the schema is not one of Spark");
        refused(good, SCHEMA + ".numPartCols", "x", "\"x\" is not a number");
        refused(good, SCHEMA + ".numPartCols", "3", "there is no parameter spark.sql.sources.schema.partCol.2");
        refused(good, SCHEMA + ".numParts", "2", "there is no parameter spark.sql.sources.schema.part.0");
        refused(good, SCHEMA + ".partCol.0", "month", "the schema does not end with the partition columns month, load");
        refused(
                good,
                SCHEMA,
                new StructType().add("a", "int").json(),
                "the schema has fewer columns than there are partition columns");
    }

    @Test
    void partitionColumnsThatSparkWroteInLowerCaseAreFound() {
        Map<String, String> parameters = new HashMap<>(
                SchemaParameters.of(new StructType().add("a", "int"), new StructType().add("Year", "int")));
        parameters.put(SCHEMA + ".partCol.0", "year");

        assertThat(SchemaParameters.read(parameters).orElseThrow().partition())
                .isEqualTo(new StructType().add("Year", "int"));
    }

    private static void refused(Map<String, String> good, String key, String value, String message) {
        Map<String, String> parameters = new HashMap<>(good);
        parameters.put(key, value);
        assertThatThrownBy(() -> SchemaParameters.read(parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static Metadata comment(String text) {
        return new MetadataBuilder().putString("comment", text).build();
    }
}
