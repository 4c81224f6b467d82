package io.relata.catalog.glue;

import static io.relata.catalog.glue.GlueFixture.FIRST;
import static io.relata.catalog.glue.GlueFixture.PLAYERS;
import static io.relata.catalog.glue.GlueFixture.SECOND;
import static io.relata.catalog.glue.GlueFixture.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What tables that are not plain Parquet are in the Glue Data Catalog. */
class GlueFormatsTest {

    private static final String MANIFEST = "s3a://lake/players/" + FIRST + "/_symlink_format_manifest";

    private final GlueFixture glue = new GlueFixture();

    @AfterEach
    void close() {
        glue.close();
    }

    @Test
    void deltaTableIsOneOfSparksOwnThatAthenaKnowsToo() {
        TableDefinition delta = table(FIRST, TableFormat.DELTA, "s3a://lake/players/" + FIRST);

        CatalogVersion version = glue.catalog.put(delta, CatalogVersion.ABSENT);

        JsonNode record = record();
        assertThat(record.path("TableType").asText()).isEqualTo("EXTERNAL_TABLE");
        assertThat(texts(record.path("Parameters")))
                .containsEntry("EXTERNAL", "TRUE")
                .containsEntry("spark.sql.sources.provider", "delta")
                .containsEntry("table_type", "DELTA")
                .containsEntry("classification", "delta")
                .containsEntry("numRows", "10")
                .containsEntry(
                        "spark.sql.sources.schema",
                        "{\"type\":\"struct\",\"fields\":[{\"name\":\"id\",\"type\":\"long\",\"nullable\":true,"
                                + "\"metadata\":{}}]}");
        assertThat(record.path("PartitionKeys")).isEmpty();
        JsonNode storage = record.path("StorageDescriptor");
        assertThat(storage.path("Location").asText()).isEqualTo("s3://lake/players/" + FIRST + "/");
        assertThat(storage.path("Columns").findValuesAsText("Type")).containsExactly("bigint");
        assertThat(storage.path("InputFormat").asText()).isEqualTo("org.apache.hadoop.mapred.SequenceFileInputFormat");
        assertThat(storage.path("OutputFormat").asText())
                .isEqualTo("org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat");
        assertThat(storage.path("SerdeInfo").path("SerializationLibrary").asText())
                .isEqualTo("org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe");
        assertThat(texts(storage.path("SerdeInfo").path("Parameters")))
                .containsOnly(Map.entry("path", "s3://lake/players/" + FIRST), Map.entry("serialization.format", "1"));
        assertThat(glue.catalog.find(PLAYERS)).contains(new CatalogTable(delta, version));
    }

    @Test
    void tableOverAManifestIsTheHiveTableThatSpectrumReads() {
        TableDefinition manifest = table(FIRST, TableFormat.SYMLINK, MANIFEST);

        CatalogVersion version = glue.catalog.put(manifest, CatalogVersion.ABSENT);

        JsonNode record = record();
        assertThat(record.path("TableType").asText()).isEqualTo("EXTERNAL_TABLE");
        assertThat(texts(record.path("Parameters")))
                .containsEntry("EXTERNAL", "TRUE")
                .containsEntry("classification", "parquet")
                .containsEntry("numRows", "10")
                .doesNotContainKeys("spark.sql.sources.provider", "table_type");
        assertThat(record.path("PartitionKeys")).isEmpty();
        JsonNode storage = record.path("StorageDescriptor");
        assertThat(storage.path("Location").asText())
                .isEqualTo("s3://lake/players/" + FIRST + "/_symlink_format_manifest/");
        assertThat(storage.path("Columns").findValuesAsText("Type")).containsExactly("bigint");
        assertThat(storage.path("InputFormat").asText())
                .isEqualTo("org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat");
        assertThat(storage.path("OutputFormat").asText())
                .isEqualTo("org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat");
        assertThat(storage.path("SerdeInfo").path("SerializationLibrary").asText())
                .isEqualTo("org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe");
        assertThat(texts(storage.path("SerdeInfo").path("Parameters"))).containsOnlyKeys("serialization.format");
        assertThat(glue.catalog.find(PLAYERS)).contains(new CatalogTable(manifest, version));
    }

    @Test
    void movedDeltaTableIsFoundByItsNewPath() {
        CatalogVersion first =
                glue.catalog.put(table(FIRST, TableFormat.DELTA, "s3a://lake/players/" + FIRST), CatalogVersion.ABSENT);

        glue.catalog.put(table(SECOND, TableFormat.DELTA, "s3a://lake/players/" + SECOND), first);

        JsonNode storage = record().path("StorageDescriptor");
        assertThat(storage.path("Location").asText()).isEqualTo("s3://lake/players/" + SECOND + "/");
        assertThat(storage.path("SerdeInfo").path("Parameters").path("path").asText())
                .isEqualTo("s3://lake/players/" + SECOND);
        assertThat(glue.server.archivedVersions("games", "players")).isZero();
    }

    @Test
    void nothingOfADeltaTableIsLeftWhenItBecomesParquetOrTheOtherWayRound() {
        CatalogVersion created = glue.catalog.put(table(FIRST), CatalogVersion.ABSENT);
        JsonNode parquet = record().deepCopy();

        CatalogVersion delta =
                glue.catalog.put(table(SECOND, TableFormat.DELTA, "s3a://lake/players/" + SECOND), created);
        assertThat(record().path("Parameters").path("table_type").asText()).isEqualTo("DELTA");
        glue.catalog.put(table(FIRST), delta);

        assertThat(record().path("Parameters")).isEqualTo(parquet.path("Parameters"));
        assertThat(record().path("StorageDescriptor")).isEqualTo(parquet.path("StorageDescriptor"));
    }

    @Test
    void aPartitionedDeltaTableHasColumnsAloneAndComesBackAsItWas() {
        TableDefinition delta = partitioned(TableFormat.DELTA, "s3a://lake/players/" + FIRST);

        CatalogVersion version = glue.catalog.put(delta, CatalogVersion.ABSENT);

        assertThat(record().path("PartitionKeys")).isEmpty();
        assertThat(record().path("StorageDescriptor").path("Columns").findValuesAsText("Name"))
                .endsWith(delta.partitionKeys().get(0))
                .hasSize(delta.columns().size() + 1);
        assertThat(glue.catalog.find(PLAYERS)).contains(new CatalogTable(delta, version));
        glue.catalog.put(delta, version);
        assertThat(glue.server.archivedVersions("games", "players")).isZero();
    }

    @Test
    void partitionsOverManifestsAreReadAsTheirTableIs() {
        TableDefinition manifest = partitioned(TableFormat.SYMLINK, MANIFEST);

        glue.catalog.put(manifest, GlueFixture.put(FIRST, "a"), CatalogVersion.ABSENT);
        JsonNode made = partition();
        glue.catalog.put(
                manifest,
                GlueFixture.put(SECOND, "a"),
                glue.catalog.find(PLAYERS).orElseThrow().version());

        for (JsonNode partition : List.of(made, partition())) {
            JsonNode storage = partition.path("StorageDescriptor");
            assertThat(storage.path("InputFormat").asText())
                    .isEqualTo("org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat");
            assertThat(storage.path("Columns"))
                    .isEqualTo(record().path("StorageDescriptor").path("Columns"));
        }
        assertThat(partition().path("Parameters").path("relata.run").asText()).isEqualTo(SECOND.value());
    }

    private JsonNode partition() {
        return glue.server.partitions("games", "players").get(0);
    }

    private static TableDefinition partitioned(TableFormat format, String location) {
        TableDefinition parquet = GlueFixture.partitioned(FIRST);
        return new TableDefinition(
                PLAYERS,
                parquet.columns(),
                parquet.partitionColumns(),
                location,
                format,
                parquet.parent(),
                FIRST,
                parquet.statistics());
    }

    @Test
    void partitionsAreNotRegisteredOfATableWhoseLogNamesThem() {
        TableDefinition delta = partitioned(TableFormat.DELTA, "s3a://lake/players/" + FIRST);

        assertThatThrownBy(() -> glue.catalog.put(delta, GlueFixture.put(FIRST, "a"), CatalogVersion.ABSENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The partitions of games.players are in its log");
        assertThat(glue.server.calls()).isEmpty();
    }

    private JsonNode record() {
        return glue.server.table("games", "players").orElseThrow();
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
