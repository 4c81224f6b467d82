package io.relata.catalog.glue;

import static io.relata.catalog.glue.GlueFixture.FIRST;
import static io.relata.catalog.glue.GlueFixture.PLAYERS;
import static io.relata.catalog.glue.GlueFixture.SECOND;
import static io.relata.catalog.glue.GlueFixture.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.CatalogConflictException;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.ParentLink;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a table is in the Glue Data Catalog, and what of it is whose. */
class GlueCatalogTest {

    private final GlueFixture glue = new GlueFixture();
    private final GlueServer server = glue.server;
    private final GlueCatalog catalog = glue.catalog;

    @AfterEach
    void close() {
        glue.close();
    }

    @Test
    void tableIsTheRecordThatSpectrumAthenaAndSparkRead() throws JsonProcessingException {
        TableDefinition definition = new TableDefinition(
                PLAYERS,
                new StructType()
                        .add("Id", DataTypes.LongType, false)
                        .add("price", DataTypes.createDecimalType(10, 2), true, comment("$.orders[*].price")),
                new StructType().add("year", DataTypes.IntegerType),
                "s3a://lake/players/" + FIRST,
                TableFormat.PARQUET,
                Optional.of(new ParentLink("root", "orders", "Id")),
                FIRST,
                new TableStatistics(10, 2, 1000));

        catalog.put(definition, CatalogVersion.ABSENT);

        assertThat(sorted(server.table("games", "players").orElseThrow())).isEqualTo("""
                {
                  "CatalogId" : "123456789012",
                  "CreateTime" : 0,
                  "CreatedBy" : "arn:aws:sts::123456789012:assumed-role/jobs/run",
                  "DatabaseName" : "games",
                  "IsRegisteredWithLakeFormation" : false,
                  "Name" : "players",
                  "Parameters" : {
                    "EXTERNAL" : "TRUE",
                    "averageRecordSize" : "100",
                    "classification" : "parquet",
                    "numFiles" : "2",
                    "numRows" : "10",
                    "objectCount" : "2",
                    "projection.enabled" : "false",
                    "recordCount" : "10",
                    "relata.bytes" : "1000",
                    "relata.files" : "2",
                    "relata.format" : "PARQUET",
                    "relata.location-scheme" : "s3a",
                    "relata.parent.child-column" : "Id",
                    "relata.parent.column" : "orders",
                    "relata.parent.table" : "root",
                    "relata.rows" : "10",
                    "relata.run" : "20260101t000000z-00000001",
                    "sizeKey" : "1000",
                    "spark.sql.create.version" : "3.5.6",
                    "spark.sql.sources.schema" : "{\\"type\\":\\"struct\\",\\"fields\\":[\
                {\\"name\\":\\"Id\\",\\"type\\":\\"long\\",\\"nullable\\":false,\\"metadata\\":{}},\
                {\\"name\\":\\"price\\",\\"type\\":\\"decimal(10,2)\\",\\"nullable\\":true,\\"metadata\\":\
                {\\"comment\\":\\"$.orders[*].price\\"}},\
                {\\"name\\":\\"year\\",\\"type\\":\\"integer\\",\\"nullable\\":true,\\"metadata\\":{}}]}",
                    "spark.sql.sources.schema.numPartCols" : "1",
                    "spark.sql.sources.schema.partCol.0" : "year",
                    "spark.sql.statistics.numRows" : "10",
                    "spark.sql.statistics.totalSize" : "1000",
                    "totalSize" : "1000",
                    "typeOfData" : "file"
                  },
                  "PartitionKeys" : [ {
                    "Name" : "year",
                    "Type" : "int"
                  } ],
                  "StorageDescriptor" : {
                    "BucketColumns" : [ ],
                    "Columns" : [ {
                      "Name" : "id",
                      "Type" : "bigint"
                    }, {
                      "Comment" : "$.orders[*].price",
                      "Name" : "price",
                      "Type" : "decimal(10,2)"
                    } ],
                    "Compressed" : false,
                    "InputFormat" : "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
                    "Location" : "s3://lake/players/20260101t000000z-00000001/",
                    "NumberOfBuckets" : -1,
                    "OutputFormat" : "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
                    "Parameters" : {
                      "CrawlerSchemaDeserializerVersion" : "1.0",
                      "classification" : "parquet",
                      "typeOfData" : "file"
                    },
                    "SerdeInfo" : {
                      "Parameters" : {
                        "serialization.format" : "1"
                      },
                      "SerializationLibrary" : "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
                    },
                    "SortColumns" : [ ],
                    "StoredAsSubDirectories" : false
                  },
                  "TableType" : "EXTERNAL_TABLE",
                  "UpdateTime" : 0,
                  "VersionId" : "0"
                }""");
    }

    @Test
    void tableWithoutPartitionColumnsHasAnEmptyListOfThem() {
        catalog.put(table(FIRST), CatalogVersion.ABSENT);

        JsonNode keys = server.table("games", "players").orElseThrow().get("PartitionKeys");
        assertThat(keys.isArray()).isTrue();
        assertThat(keys).isEmpty();
    }

    @Test
    void whatOthersSetOnATableStays() {
        TableDefinition before = table(FIRST, columns("$.a", "$.b", "$.c"), new StructType());
        CatalogVersion created = catalog.put(before, CatalogVersion.ABSENT);
        server.change("games", "players", table -> {
            table.put("Description", "who plays");
            table.put("Owner", "games team");
            table.put("Retention", 30);
            table.put("LastAccessTime", 1_700_000_000);
            table.put("LastAnalyzedTime", 1_700_000_001);
            table.put("ViewOriginalText", "v");
            table.put("ViewExpandedText", "w");
            parameters(table).put("team", "games").put("comment", "kept").put("compressionType", "snappy");
            ObjectNode storage = (ObjectNode) table.get("StorageDescriptor");
            storage.withObject("/Parameters").put("theirs", "1");
            storage.withObject("/SerdeInfo/Parameters").put("theirs", "2");
            storage.withObject("/SerdeInfo").put("Name", "named");
            storage.putArray("AdditionalLocations").add("s3://elsewhere/");
            column(table, 0).put("Comment", "edited by a person");
            column(table, 0).putObject("Parameters").put("pii", "true");
            column(table, 1).remove("Comment");
        });
        CatalogVersion found = catalog.find(PLAYERS).orElseThrow().version();
        assertThat(found).isNotEqualTo(created);

        catalog.put(table(SECOND, columns("$.new.a", "$.new.b", "$.new.c"), new StructType()), found);

        JsonNode table = server.table("games", "players").orElseThrow();
        assertThat(table.get("Description").asText()).isEqualTo("who plays");
        assertThat(table.get("Owner").asText()).isEqualTo("games team");
        assertThat(table.get("Retention").asInt()).isEqualTo(30);
        assertThat(table.get("LastAccessTime").asLong()).isEqualTo(1_700_000_000);
        assertThat(table.get("LastAnalyzedTime").asLong()).isEqualTo(1_700_000_001);
        assertThat(table.get("ViewOriginalText").asText()).isEqualTo("v");
        assertThat(table.get("ViewExpandedText").asText()).isEqualTo("w");
        assertThat(table.at("/Parameters/team").asText()).isEqualTo("games");
        assertThat(table.at("/Parameters/comment").asText()).isEqualTo("kept");
        assertThat(table.at("/Parameters/compressionType").asText()).isEqualTo("snappy");
        assertThat(table.at("/StorageDescriptor/Parameters/theirs").asText()).isEqualTo("1");
        assertThat(table.at("/StorageDescriptor/SerdeInfo/Parameters/theirs").asText())
                .isEqualTo("2");
        assertThat(table.at("/StorageDescriptor/SerdeInfo/Name").asText()).isEqualTo("named");
        assertThat(table.at("/StorageDescriptor/AdditionalLocations/0").asText())
                .isEqualTo("s3://elsewhere/");
        assertThat(table.at("/StorageDescriptor/Columns/0/Comment").asText()).isEqualTo("edited by a person");
        assertThat(table.at("/StorageDescriptor/Columns/0/Parameters/pii").asText())
                .isEqualTo("true");
        assertThat(table.at("/StorageDescriptor/Columns/1/Comment").asText()).isEqualTo("$.new.b");
        assertThat(table.at("/StorageDescriptor/Columns/2/Comment").asText()).isEqualTo("$.new.c");
        assertThat(table.at("/StorageDescriptor/Location").asText()).isEqualTo("s3://lake/players/" + SECOND + "/");
    }

    @Test
    void whatIsOursIsWrittenOverAndWhatMisleadsSparkIsTakenAway() {
        CatalogVersion created = catalog.put(table(FIRST), CatalogVersion.ABSENT);
        assertThat(created.value()).startsWith("0-");
        server.change("games", "players", table -> {
            parameters(table)
                    .put("spark.sql.sources.provider", "parquet")
                    .put("spark.sql.statistics.colStats.id.max", "7")
                    .put("EXTERNAL", "FALSE")
                    .put("projection.enabled", "true")
                    .put("relata.unknown", "x");
            table.put("TableType", "MANAGED_TABLE");
            ((ObjectNode) table.at("/StorageDescriptor/SerdeInfo/Parameters")).put("path", "s3://old/");
            column(table, 0).put("Type", "string");
        });

        catalog.put(table(SECOND), catalog.find(PLAYERS).orElseThrow().version());

        JsonNode table = server.table("games", "players").orElseThrow();
        assertThat(table.at("/Parameters").has("spark.sql.sources.provider")).isFalse();
        assertThat(table.at("/Parameters").has("spark.sql.statistics.colStats.id.max"))
                .isFalse();
        assertThat(table.at("/Parameters").has("relata.unknown")).isFalse();
        assertThat(table.at("/Parameters/EXTERNAL").asText()).isEqualTo("TRUE");
        assertThat(table.at("/Parameters/projection.enabled").asText()).isEqualTo("false");
        assertThat(table.at("/TableType").asText()).isEqualTo("EXTERNAL_TABLE");
        assertThat(table.at("/StorageDescriptor/SerdeInfo/Parameters").has("path"))
                .isFalse();
        assertThat(table.at("/StorageDescriptor/Columns/0/Type").asText()).isEqualTo("bigint");
    }

    @Test
    void commentThatIsOursGoesWithItsColumnsSource() {
        catalog.put(table(FIRST, columns("$.a", "$.b", "$.c"), new StructType()), CatalogVersion.ABSENT);

        StructType without =
                new StructType().add("a", "string").add("b", "string").add("c", "string");
        catalog.put(
                table(SECOND, without, new StructType()),
                catalog.find(PLAYERS).orElseThrow().version());

        assertThat(server.table("games", "players").orElseThrow().at("/StorageDescriptor/Columns/0"))
                .hasToString("{\"Name\":\"a\",\"Type\":\"string\"}");
    }

    @Test
    void noVersionIsArchived() {
        CatalogVersion version = catalog.put(table(FIRST), CatalogVersion.ABSENT);
        for (int i = 3; i < 6; i++) {
            version = catalog.put(table(new RunId("20260101t000000z-0000000" + i)), version);
        }

        assertThat(server.archivedVersions("games", "players")).isZero();
        assertThat(server.table("games", "players")
                        .orElseThrow()
                        .get("VersionId")
                        .asText())
                .isEqualTo("3");
    }

    @Test
    void putThatChangesNothingMakesNoWrite() {
        CatalogVersion version = catalog.put(table(FIRST), CatalogVersion.ABSENT);
        server.forgetCalls();

        assertThat(catalog.put(table(FIRST), version)).isEqualTo(version);

        assertThat(server.calls()).containsExactly("GetTable");
    }

    @Test
    void recordThatAnotherProgramTookApartIsWrittenAnewWhenItsVersionIsTheOneExpected() {
        CatalogVersion old = catalog.put(table(FIRST), CatalogVersion.ABSENT);
        server.change("games", "players", table -> parameters(table).remove("classification"));
        server.forgetCalls();

        assertThat(catalog.put(table(FIRST), old)).isNotEqualTo(old);
        assertThat(server.writes()).isEmpty();
        catalog.put(table(FIRST), catalog.find(PLAYERS).orElseThrow().version());

        assertThat(server.writes()).containsExactly("UpdateTable");
        assertThat(server.table("games", "players")
                        .orElseThrow()
                        .at("/Parameters/classification")
                        .asText())
                .isEqualTo("parquet");
    }

    @Test
    void tableOfAnotherProgramIsLeftAloneAndSaidToBeInTheWay() {
        server.call("CreateDatabase", "{\"DatabaseInput\": {\"Name\": \"games\"}}");
        server.call("CreateTable", "{\"DatabaseName\": \"games\", \"TableInput\": {\"Name\": \"players\"}}");
        String message = "Cannot use table games.players (in the Glue Data Catalog): another program made it: it has no"
                + " parameter relata.run. Use another database or table name in the job file, or drop the table.";

        assertThat(catalog.tables("games")).isEmpty();
        assertThatThrownBy(() -> catalog.find(PLAYERS))
                .isInstanceOf(RelataException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> catalog.put(table(FIRST), CatalogVersion.ABSENT))
                .isInstanceOf(RelataException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> catalog.drop(PLAYERS, new CatalogVersion("0")))
                .isInstanceOf(RelataException.class)
                .hasMessage(message);
        assertThat(server.writes()).isEmpty();
    }

    @Test
    void tableThatAnotherProgramTookApartIsReported() {
        catalog.put(table(FIRST), CatalogVersion.ABSENT);
        server.change("games", "players", table -> parameters(table).remove("spark.sql.sources.schema"));

        assertThatThrownBy(() -> catalog.find(PLAYERS))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot read table games.players (in the Glue Data Catalog): it is not as Relata wrote it:"
                        + " it has no parameter spark.sql.sources.schema. Undo what another program changed, or drop"
                        + " the table and run the job again.");
    }

    @Test
    void wideTableComesBackFromManyPartsOfItsSchema() {
        StructType columns = new StructType();
        for (int i = 0; i < 1_000; i++) {
            columns = columns.add("column_" + i + "_\ud83d\udc96\ud83d\udc96", DataTypes.StringType);
        }
        TableDefinition wide = table(FIRST, columns, new StructType().add("load", "string"));

        CatalogVersion version = catalog.put(wide, CatalogVersion.ABSENT);

        assertThat(catalog.find(PLAYERS)).contains(new CatalogTable(wide, version));
        JsonNode parameters = server.table("games", "players").orElseThrow().get("Parameters");
        assertThat(parameters.has("spark.sql.sources.schema")).isFalse();
        assertThat(parameters.get("spark.sql.sources.schema.numParts").asInt()).isGreaterThan(10);
        parameters
                .properties()
                .forEach(parameter -> assertThat(parameter.getValue().asText()).hasSizeLessThanOrEqualTo(4_000));
    }

    @Test
    void locationsKeepTheirSchemeAndOthersStayAsTheyAre() {
        for (String location :
                List.of("s3://b/x", "s3a://b/x y/%20", "s3n://b/x", "file:/data/x", "/data/x", "hdfs://h/x")) {
            TableName name = new TableName("games", "t" + Math.abs(location.hashCode()));
            TableDefinition definition = new TableDefinition(
                    name,
                    new StructType().add("id", "bigint"),
                    List.of(),
                    location,
                    TableFormat.PARQUET,
                    Optional.empty(),
                    FIRST,
                    new TableStatistics(0, 0, 0));

            catalog.put(definition, CatalogVersion.ABSENT);

            assertThat(catalog.find(name).orElseThrow().definition()).isEqualTo(definition);
            assertThat(server.table("games", name.table())
                            .orElseThrow()
                            .at("/StorageDescriptor/Location")
                            .asText())
                    .isEqualTo(location.replaceFirst("^s3[an]:", "s3:") + "/");
        }
    }

    @Test
    void locationThatAnotherProgramMovedIsTheOneFound() {
        catalog.put(table(FIRST), CatalogVersion.ABSENT);
        server.change(
                "games",
                "players",
                table -> ((ObjectNode) table.get("StorageDescriptor")).put("Location", "hdfs://other/players"));

        assertThat(catalog.find(PLAYERS).orElseThrow().definition().location()).isEqualTo("hdfs://other/players");
    }

    @Test
    void commentsAreCutWithoutCuttingACharacterAndHoldNoControls() {
        StructType columns = new StructType()
                .add("a", DataTypes.StringType, true, comment("x".repeat(254) + "\ud83d\udc96"))
                .add("b", DataTypes.StringType, true, comment("line\nbreak \ud800"));
        TableDefinition definition = table(FIRST, columns, new StructType());

        catalog.put(definition, CatalogVersion.ABSENT);

        JsonNode table = server.table("games", "players").orElseThrow();
        assertThat(table.at("/StorageDescriptor/Columns/0/Comment").asText()).isEqualTo("x".repeat(254));
        assertThat(table.at("/StorageDescriptor/Columns/1/Comment").asText()).isEqualTo("line\\u000abreak \\ud800");
        assertThat(catalog.find(PLAYERS).orElseThrow().definition()).isEqualTo(definition);
    }

    @Test
    void everyPageOfTablesIsRead() {
        server.longestPage(2);
        for (String name : List.of("e", "d", "c", "b", "a")) {
            TableDefinition template = table(FIRST);
            catalog.put(
                    new TableDefinition(
                            new TableName("games", name),
                            template.columns(),
                            List.of(),
                            template.location(),
                            template.format(),
                            template.parent(),
                            template.run(),
                            template.statistics()),
                    CatalogVersion.ABSENT);
        }
        server.forgetCalls();

        assertThat(catalog.tables("GAMES")).extracting(TableName::table).containsExactly("a", "b", "c", "d", "e");
        assertThat(server.calls()).containsExactly("GetTables", "GetTables", "GetTables");
    }

    @Test
    void tableDroppedAndCreatedAnewByAnotherRunWithinASecondHasAnotherVersion() {
        CatalogVersion first = catalog.put(table(FIRST), CatalogVersion.ABSENT);
        catalog.drop(PLAYERS, first);
        catalog.put(table(SECOND), CatalogVersion.ABSENT);
        assertThat(server.table("games", "players")
                        .orElseThrow()
                        .get("VersionId")
                        .asText())
                .isEqualTo("0");

        assertThatThrownBy(() -> catalog.put(table(FIRST), first)).isInstanceOf(CatalogConflictException.class);
    }

    @Test
    void everyColumnThatCannotBeRegisteredIsNamedBeforeAnyCall() {
        StructType columns = new StructType()
                .add("flag", DataTypes.ByteType)
                .add("moment", DataTypes.TimestampNTZType)
                .add("span", DataTypes.CalendarIntervalType)
                .add("Id", DataTypes.LongType)
                .add("id", DataTypes.LongType);

        assertThatThrownBy(() -> catalog.put(table(FIRST, columns, new StructType()), CatalogVersion.ABSENT))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot register table games.players (in the Glue Data Catalog):"
                        + " column players.flag is of type TINYINT, which Redshift Spectrum and Athena have no type for;"
                        + " column players.moment is of type TIMESTAMP_NTZ, which Redshift Spectrum and Athena have no"
                        + " type for; column players.span is of type INTERVAL, which Redshift Spectrum and Athena have"
                        + " no type for; columns \"Id\" and \"id\" of players are one to the catalog."
                        + " Cast column players.flag to SMALLINT; Cast column players.moment to TIMESTAMP; Cast column"
                        + " players.span to another type, or drop it; Rename column players.id.");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void namesAndLocationsThatGlueCannotHoldAreRefusedBeforeAnyCall() {
        assertThatThrownBy(() -> catalog.put(
                        table(
                                FIRST,
                                new StructType().add("x".repeat(256), "int").add("a\nb", "int"),
                                new StructType()),
                        CatalogVersion.ABSENT))
                .isInstanceOf(RelataException.class)
                .hasMessageContaining("has a name of 256 characters, and 1 to 255 of one line are allowed")
                .hasMessageContaining("column players.a\\u000ab has a name of 3 characters");
        TableDefinition plain = table(FIRST);
        String far = "s3://b/" + "x".repeat(2_060);
        assertThatThrownBy(() -> catalog.put(
                        new TableDefinition(
                                PLAYERS,
                                plain.columns(),
                                List.of(),
                                far,
                                plain.format(),
                                plain.parent(),
                                FIRST,
                                plain.statistics()),
                        CatalogVersion.ABSENT))
                .isInstanceOf(RelataException.class)
                .hasMessageEndingWith("a location has at most 2056 characters of one line. Use a shorter target.path.");
        assertThat(server.calls()).isEmpty();
    }

    private static StructType columns(String a, String b, String c) {
        return new StructType()
                .add("a", DataTypes.StringType, true, comment(a))
                .add("b", DataTypes.StringType, true, comment(b))
                .add("c", DataTypes.StringType, true, comment(c));
    }

    private static Metadata comment(String text) {
        return new MetadataBuilder().putString("comment", text).build();
    }

    private static ObjectNode parameters(ObjectNode table) {
        return (ObjectNode) table.get("Parameters");
    }

    private static ObjectNode column(ObjectNode table, int index) {
        return (ObjectNode) table.at("/StorageDescriptor/Columns/" + index);
    }

    private static String sorted(JsonNode table) throws JsonProcessingException {
        ObjectNode copy = table.deepCopy();
        copy.put("CreateTime", 0).put("UpdateTime", 0);
        JsonMapper json = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        return json.writeValueAsString(json.treeToValue(copy, TreeMap.class));
    }
}
