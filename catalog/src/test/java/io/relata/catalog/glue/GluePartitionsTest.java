package io.relata.catalog.glue;

import static io.relata.catalog.glue.GlueFixture.FIRST;
import static io.relata.catalog.glue.GlueFixture.PLAYERS;
import static io.relata.catalog.glue.GlueFixture.SECOND;
import static io.relata.catalog.glue.GlueFixture.partition;
import static io.relata.catalog.glue.GlueFixture.partitioned;
import static io.relata.catalog.glue.GlueFixture.put;
import static io.relata.catalog.glue.GlueFixture.table;
import static io.relata.catalog.glue.GlueFixture.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.PartitionValues;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableStatistics;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How partitions are written: in which calls, and what becomes of each item. */
@Tag("any-spark")
class GluePartitionsTest {

    private final GlueFixture glue = new GlueFixture();
    private final GlueServer server = glue.server;
    private final GlueCatalog catalog = glue.catalog;

    @AfterEach
    void close() {
        glue.close();
    }

    @Test
    void partitionIsItsTablesRecordWithItsOwnLocationAndCounts() {
        catalog.put(partitioned(FIRST), put(FIRST, "a/b=c"), CatalogVersion.ABSENT);

        JsonNode partition = server.partitions("games", "players").get(0);
        assertThat(partition.get("Values")).hasToString("[\"a/b=c\"]");
        assertThat(partition.at("/StorageDescriptor/Location").asText())
                .isEqualTo("s3://lake/players/" + FIRST + "/load=a/b=c/");
        JsonNode table = server.table("games", "players").orElseThrow();
        for (String field : List.of("Columns", "InputFormat", "OutputFormat", "SerdeInfo", "Parameters")) {
            assertThat(partition.get("StorageDescriptor").get(field))
                    .as(field)
                    .isEqualTo(table.get("StorageDescriptor").get(field));
        }
        assertThat(partition.at("/Parameters/numRows").asText()).isEqualTo("5");
        assertThat(partition.at("/Parameters/totalSize").asText()).isEqualTo("500");
        assertThat(partition.at("/Parameters/relata.run").asText()).isEqualTo(FIRST.value());
        assertThat(partition.at("/Parameters/relata.location-scheme").asText()).isEqualTo("s3a");
    }

    @Test
    void tableIsMarkedWhileItsPartitionsChangeAndNotAfter() {
        CatalogVersion created = catalog.put(partitioned(FIRST), CatalogVersion.ABSENT);
        String[] mark = new String[1];
        server.before(
                "BatchCreatePartition",
                () -> mark[0] = server.table("games", "players")
                        .orElseThrow()
                        .get("Parameters")
                        .get("relata.changing.run")
                        .asText());
        server.forgetCalls();

        CatalogVersion version = catalog.put(partitioned(SECOND), put(SECOND, "a"), created);

        assertThat(mark[0]).isEqualTo(SECOND.value());
        assertThat(server.calls())
                .containsExactly(
                        "GetTable",
                        "BatchGetPartition",
                        "UpdateTable",
                        "GetTable",
                        "BatchCreatePartition",
                        "UpdateTable",
                        "GetTable");
        assertThat(server.table("games", "players")
                        .orElseThrow()
                        .get("Parameters")
                        .properties())
                .noneMatch(parameter -> parameter.getKey().startsWith("relata.changing"));
        assertThat(version.value()).startsWith("2-");
        assertThat(server.archivedVersions("games", "players")).isZero();
    }

    @Test
    @Timeout(300)
    void twentyThousandPartitionsTakeTwoHundredAndTwentyWritesAndNoneWhenUnchanged() {
        PartitionChanges all = put(FIRST, 0, 20_000);

        CatalogVersion version = catalog.put(partitioned(FIRST), all, CatalogVersion.ABSENT);

        assertThat(server.writes()).hasSizeLessThanOrEqualTo(220);
        assertThat(server.partitions("games", "players")).hasSize(20_000);
        server.forgetCalls();
        assertThat(catalog.put(partitioned(FIRST), all, version)).isEqualTo(version);
        assertThat(server.writes()).isEmpty();
        assertThat(server.calls()).hasSize(21);
        assertThat(catalog.partitions(PLAYERS)).isEqualTo(all.put());

        server.forgetCalls();
        CatalogVersion next = catalog.put(partitioned(SECOND), put(SECOND, 30_000, 30_010), version);
        List<String> besideTwentyThousand = server.calls();
        server.forgetCalls();
        catalog.drop(PLAYERS, next);
        assertThat(server.writes()).hasSize(20_010 / 25 + 3);
        CatalogVersion empty = catalog.put(partitioned(FIRST), CatalogVersion.ABSENT);
        server.forgetCalls();
        catalog.put(partitioned(SECOND), put(SECOND, 30_000, 30_010), empty);
        assertThat(server.calls()).isEqualTo(besideTwentyThousand);
    }

    @Test
    void batchesAreAsLargeAsGlueTakesThem() {
        CatalogVersion version = catalog.put(partitioned(FIRST), put(FIRST, 0, 250), CatalogVersion.ABSENT);
        server.forgetCalls();
        List<PartitionValues> dropped = IntStream.range(0, 60)
                .mapToObj(i -> values("%05d".formatted(i)))
                .toList();

        catalog.put(
                partitioned(SECOND), new PartitionChanges(put(SECOND, 60, 400).put(), dropped), version);

        // 190 change, 150 are new, 60 go.
        assertThat(Collections.frequency(server.calls(), "BatchUpdatePartition"))
                .isEqualTo(2);
        assertThat(Collections.frequency(server.calls(), "BatchCreatePartition"))
                .isEqualTo(2);
        assertThat(Collections.frequency(server.calls(), "BatchDeletePartition"))
                .isEqualTo(3);
        assertThat(Collections.frequency(server.calls(), "BatchGetPartition")).isEqualTo(2);
        assertThat(Collections.frequency(server.calls(), "GetPartitions")).isZero();
        assertThat(catalog.partitions(PLAYERS)).isEqualTo(put(SECOND, 60, 400).put());
    }

    @Test
    void whatOthersSetOnAPartitionStays() {
        CatalogVersion version = catalog.put(partitioned(FIRST), put(FIRST, "a"), CatalogVersion.ABSENT);
        server.call("BatchUpdatePartition", """
                {"DatabaseName": "games", "TableName": "players", "Entries": [{"PartitionValueList": ["a"],
                 "PartitionInput": {"Values": ["a"], "LastAccessTime": 1700000000,
                   "Parameters": {"theirs": "kept", "relata.run": "20260101t000000z-00000001", "relata.rows": "5",
                     "relata.files": "1", "relata.bytes": "500", "numRows": "99", "spark.sql.statistics.numRows": "99"},
                   "StorageDescriptor": {"Location": "s3://moved/", "Parameters": {"theirs": "kept too"}}}}]}""");

        catalog.put(partitioned(SECOND), put(SECOND, "a"), version);

        JsonNode partition = server.partitions("games", "players").get(0);
        assertThat(partition.at("/Parameters/theirs").asText()).isEqualTo("kept");
        assertThat(partition.at("/LastAccessTime").asLong()).isEqualTo(1_700_000_000);
        assertThat(partition.at("/StorageDescriptor/Parameters/theirs").asText())
                .isEqualTo("kept too");
        assertThat(partition.at("/Parameters/numRows").asText()).isEqualTo("5");
        assertThat(partition.at("/Parameters").has("spark.sql.statistics.numRows"))
                .isFalse();
        assertThat(catalog.partitions(PLAYERS)).containsExactly(partition(SECOND, "a"));
    }

    @Test
    void partitionThatIsThereAlreadyWhenItIsCreatedIsUpdated() {
        CatalogVersion version = catalog.put(partitioned(FIRST), CatalogVersion.ABSENT);
        server.before("BatchCreatePartition", () -> server.call("BatchCreatePartition", """
                {"DatabaseName": "games", "TableName": "players", "PartitionInputList": [{"Values": ["b"]}]}"""));

        catalog.put(partitioned(SECOND), put(SECOND, "a", "b", "c"), version);

        assertThat(catalog.partitions(PLAYERS))
                .isEqualTo(put(SECOND, "a", "b", "c").put());
    }

    @Test
    void batchThatIsRefusedWholeSinceSomeAreThereIsSortedOutByItems() {
        server.refuse("BatchCreatePartition", 1, "AlreadyExistsException", "Partition already exists.");

        catalog.put(partitioned(FIRST), put(FIRST, "a", "b", "c"), CatalogVersion.ABSENT);

        assertThat(catalog.partitions(PLAYERS))
                .isEqualTo(put(FIRST, "a", "b", "c").put());
    }

    @Test
    void partitionThatIsGoneWhenItIsUpdatedIsCreated() {
        CatalogVersion version = catalog.put(partitioned(FIRST), put(FIRST, "a", "b"), CatalogVersion.ABSENT);
        server.before("BatchUpdatePartition", () -> server.call("BatchDeletePartition", """
                {"DatabaseName": "games", "TableName": "players", "PartitionsToDelete": [{"Values": ["b"]}]}"""));

        catalog.put(partitioned(SECOND), put(SECOND, "a", "b"), version);

        assertThat(catalog.partitions(PLAYERS)).isEqualTo(put(SECOND, "a", "b").put());
    }

    @Test
    void partitionThatIsGoneWhenItIsDroppedIsWell() {
        CatalogVersion version = catalog.put(partitioned(FIRST), put(FIRST, "a", "b"), CatalogVersion.ABSENT);
        server.before("BatchDeletePartition", () -> server.call("BatchDeletePartition", """
                {"DatabaseName": "games", "TableName": "players", "PartitionsToDelete": [{"Values": ["b"]}]}"""));

        catalog.put(partitioned(SECOND), new PartitionChanges(List.of(), List.of(values("a"), values("b"))), version);

        assertThat(catalog.partitions(PLAYERS)).isEmpty();
    }

    @Test
    void passingErrorsOfItemsAreTriedAgainAndOnlyForThem() {
        server.refusePartition(List.of("b"), "InternalServiceException", "ThrottlingException");

        catalog.put(partitioned(FIRST), put(FIRST, "a", "b", "c"), CatalogVersion.ABSENT);

        assertThat(catalog.partitions(PLAYERS)).hasSize(3);
        assertThat(Collections.frequency(server.calls(), "BatchCreatePartition"))
                .isEqualTo(3);
        assertThat(Collections.frequency(server.calls(), "BatchUpdatePartition"))
                .isZero();
    }

    @Test
    void otherErrorOfAnItemFailsTheChangeAndNamesThePartition() {
        server.refusePartition(List.of("b"), "GlueEncryptionException");

        assertThatThrownBy(() -> catalog.put(partitioned(FIRST), put(FIRST, "a", "b", "c"), CatalogVersion.ABSENT))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot register partition (b) of table games.players (in the Glue Data Catalog of"
                        + " eu-central-1): GlueEncryptionException: as ordered by the test. Correct what it names, or"
                        + " run again.");
    }

    @Test
    void errorOfAnItemThatDoesNotEndFailsAtTheDeadline() {
        server.refusePartition(
                List.of("b"), Collections.nCopies(500, "ThrottlingException").toArray(String[]::new));

        assertThatThrownBy(() -> catalog.put(partitioned(FIRST), put(FIRST, "a", "b"), CatalogVersion.ABSENT))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot register partition (b) of table games.players (in the Glue Data Catalog of"
                        + " eu-central-1): ThrottlingException: as ordered by the test. Correct what it names, or run"
                        + " again.");
    }

    @Test
    void batchesWhoseAnswersAreLostOrThatAreThrottledEndAsTheyShould() {
        CatalogVersion version = catalog.put(partitioned(FIRST), put(FIRST, "a", "b"), CatalogVersion.ABSENT);
        for (String operation : List.of("BatchCreatePartition", "BatchUpdatePartition", "BatchDeletePartition")) {
            server.loseAnswer(operation, 1);
            server.throttle(operation, 2);
            server.fail(operation, 1);
        }
        server.leaveUnprocessed(2);

        CatalogVersion next = catalog.put(
                partitioned(SECOND), new PartitionChanges(put(SECOND, "b", "c").put(), List.of(values("a"))), version);

        assertThat(catalog.partitions(PLAYERS)).isEqualTo(put(SECOND, "b", "c").put());
        assertThat(catalog.find(PLAYERS)).contains(new CatalogTable(partitioned(SECOND), next));
    }

    @Test
    void everyPageOfPartitionsIsReadInTheOrderOfValues() {
        catalog.put(partitioned(FIRST), put(FIRST, 0, 25), CatalogVersion.ABSENT);
        server.longestPage(10);
        server.forgetCalls();

        assertThat(catalog.partitions(PLAYERS)).isEqualTo(put(FIRST, 0, 25).put());
        assertThat(server.calls()).containsExactly("GetPartitions", "GetPartitions", "GetPartitions");
    }

    @Test
    void newTypeOfAColumnReachesEveryPartition() {
        StructType keys = new StructType().add("load", "string");
        TableDefinition before = table(FIRST, new StructType().add("id", "int").add("name", "string"), keys);
        TableDefinition after =
                table(SECOND, new StructType().add("id", "bigint").add("name", "string"), keys);
        CatalogVersion version = catalog.put(before, put(FIRST, 0, 250), CatalogVersion.ABSENT);
        server.longestPage(100);
        server.forgetCalls();

        catalog.put(after, put(SECOND, 250, 251), version);

        assertThat(server.partitions("games", "players"))
                .hasSize(251)
                .allMatch(partition -> partition
                        .at("/StorageDescriptor/Columns/0/Type")
                        .asText()
                        .equals("bigint"));
        assertThat(Collections.frequency(server.calls(), "BatchUpdatePartition"))
                .isEqualTo(3);
        assertThat(catalog.partitions(PLAYERS).subList(0, 250))
                .isEqualTo(put(FIRST, 0, 250).put());
    }

    @Test
    void addedColumnTouchesNoPartition() {
        StructType keys = new StructType().add("load", "string");
        CatalogVersion version = catalog.put(
                table(FIRST, new StructType().add("id", "int"), keys), put(FIRST, 0, 10), CatalogVersion.ABSENT);
        server.forgetCalls();

        catalog.put(table(SECOND, new StructType().add("id", "int").add("added", "string"), keys), version);

        assertThat(server.calls()).containsExactly("GetTable", "UpdateTable", "GetTable");
    }

    @Test
    void partitionOfAnotherProgramIsReportedWhenListedAndTakenOverWhenPut() {
        CatalogVersion version = catalog.put(partitioned(FIRST), CatalogVersion.ABSENT);
        server.call("BatchCreatePartition", """
                {"DatabaseName": "games", "TableName": "players", "PartitionInputList": [
                 {"Values": ["a"], "StorageDescriptor": {"Location": "s3://repaired/a"}}]}""");

        assertThatThrownBy(() -> catalog.partitions(PLAYERS))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot read a partition of table games.players (in the Glue Data Catalog, partition (a)):"
                        + " another program registered or changed it: Not a run id:  (expected"
                        + " \\d{8}t\\d{6}z-[0-9a-f]{8}). Drop the partition, or run the job that publishes it again.");

        catalog.put(partitioned(SECOND), put(SECOND, "a"), version);
        assertThat(catalog.partitions(PLAYERS)).containsExactly(partition(SECOND, "a"));
    }

    @Test
    void valueThatGlueCannotHoldIsRefusedBeforeAnyCall() {
        assertThatThrownBy(() -> catalog.put(partitioned(FIRST), put(FIRST, "a\nb"), CatalogVersion.ABSENT))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot register table games.players (at s3a://lake/players/" + FIRST
                        + "/load=a\\u000ab): a location has at most 2056 characters of one line. Use a shorter"
                        + " target.path.");
        assertThatThrownBy(() -> catalog.put(
                        partitioned(FIRST),
                        new PartitionChanges(
                                List.of(new Partition(
                                        values("x".repeat(1_025)), "s3://b/x", FIRST, new TableStatistics(0, 0, 0))),
                                List.of()),
                        CatalogVersion.ABSENT))
                .isInstanceOf(RelataException.class)
                .hasMessageEndingWith(
                        "): a value has at most 1024 characters of one line. Partition by a column with shorter values.");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void columnsOfAllPartitionsAreTheTablesWhateverTheirNumber() {
        StructType columns = new StructType();
        for (int i = 0; i < 200; i++) {
            columns = columns.add("column_" + i, DataTypes.StringType);
        }
        TableDefinition wide = table(FIRST, columns, new StructType().add("load", "string"));

        catalog.put(wide, put(FIRST, 0, 150), CatalogVersion.ABSENT);

        assertThat(server.partitions("games", "players"))
                .allMatch(
                        partition -> partition.at("/StorageDescriptor/Columns").size() == 200);
    }
}
