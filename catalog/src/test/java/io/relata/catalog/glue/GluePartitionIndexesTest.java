package io.relata.catalog.glue;

import static io.relata.catalog.glue.GlueFixture.FIRST;
import static io.relata.catalog.glue.GlueFixture.PLAYERS;
import static io.relata.catalog.glue.GlueFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.CatalogVersion;
import io.relata.RunId;
import io.relata.TableDefinition;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GluePartitionIndexesTest {

    private static final String WHERE = " (in the Glue Data Catalog of eu-central-1): ";

    private final GlueFixture glue = new GlueFixture();
    private final GlueServer server = glue.server;

    @AfterEach
    void close() {
        glue.close();
    }

    @Test
    void newTableIsMadeWithTheIndexesOfItsOwnColumns() {
        GlueCatalog catalog = indexed(List.of("Day"), List.of("day", "load"), List.of("day", "hour"));

        catalog.put(daily(FIRST), CatalogVersion.ABSENT);

        assertThat(server.writes()).containsExactly("CreateTable", "CreateDatabase", "CreateTable");
        assertThat(keys()).containsExactly("day ACTIVE", "day,load ACTIVE");
        server.forgetCalls();
        assertThat(catalog.indexPartitions(daily(FIRST))).isEmpty();
        assertThat(server.calls()).containsExactly("GetPartitionIndexes");
    }

    @Test
    void tableThatIsThereGetsOneIndexAfterTheOther() {
        glue.catalog.put(daily(FIRST), CatalogVersion.ABSENT);
        GlueCatalog catalog = indexed(List.of("day"), List.of("load", "day"));
        server.forgetCalls();

        List<String> first = catalog.indexPartitions(daily(FIRST));

        assertThat(server.calls()).containsExactly("GetPartitionIndexes", "CreatePartitionIndex");
        assertThat(keys()).containsExactly("day CREATING");
        assertThat(first)
                .containsExactly("Cannot index the partitions of table games.players by load, day" + WHERE
                        + "Glue is at index " + name(0) + " of the table. The next run makes it.");
        server.forgetCalls();
        assertThat(catalog.indexPartitions(daily(FIRST))).isEqualTo(first);
        server.endIndexing("games", "players");
        assertThat(catalog.indexPartitions(daily(FIRST))).isEmpty();
        server.endIndexing("games", "players");
        assertThat(keys()).containsExactly("day ACTIVE", "load,day ACTIVE");
        assertThat(catalog.indexPartitions(daily(FIRST))).isEmpty();
        assertThat(server.writes()).containsExactly("CreatePartitionIndex");
    }

    @Test
    void indexOfTheSameKeysUnderAnotherNameIsEnough() {
        glue.catalog.put(daily(FIRST), CatalogVersion.ABSENT);
        index("theirs", "day");
        server.forgetCalls();

        assertThat(indexed(List.of("DAY")).indexPartitions(daily(FIRST))).isEmpty();

        assertThat(server.writes()).isEmpty();
        assertThat(keys()).containsExactly("day CREATING");
    }

    @Test
    void namesTellApartWhatLettersDoNot() {
        TableDefinition table = GlueFixture.table(
                FIRST,
                new StructType().add("id", DataTypes.LongType),
                new StructType()
                        .add("a_b", DataTypes.StringType)
                        .add("a", DataTypes.StringType)
                        .add("b", DataTypes.StringType)
                        .add("größe; \"x", DataTypes.StringType));

        GlueCatalog catalog = indexed(List.of("a_b"), List.of("a", "b"), List.of("größe; \"x"));
        catalog.put(table, CatalogVersion.ABSENT);

        assertThat(keys()).containsExactly("a_b ACTIVE", "a,b ACTIVE", "größe; \"x ACTIVE");
        assertThat(name(0)).matches("relata_a_b_[0-9a-f]{8}").isNotEqualTo(name(1));
        assertThat(name(1)).matches("relata_a_b_[0-9a-f]{8}");
        assertThat(name(2)).matches("relata_gr__e___x_[0-9a-f]{8}");
    }

    @Test
    void nothingIsCalledWhereNoIndexIsAskedForOrTheTableHasNotItsColumns() {
        CatalogVersion version = glue.catalog.put(daily(FIRST), CatalogVersion.ABSENT);
        server.forgetCalls();

        assertThat(glue.catalog.indexPartitions(daily(FIRST))).isEmpty();
        assertThat(indexed(List.of("hour")).indexPartitions(daily(FIRST))).isEmpty();
        assertThat(indexed(List.of("day")).indexPartitions(GlueFixture.table(FIRST)))
                .isEmpty();

        assertThat(server.calls()).isEmpty();
        indexed(List.of("day")).put(daily(SECOND), version);
        assertThat(server.calls()).containsExactly("GetTable", "UpdateTable", "GetTable");
    }

    @Test
    void indexThatGlueCouldNotMakeIsToldAndLeftAlone() {
        glue.catalog.put(daily(FIRST), CatalogVersion.ABSENT);
        index("theirs", "day");
        server.failIndexing("games", "players", "INVALID_PARTITION_TYPE_DATA_ERROR", "tomorrow", "r1");
        server.forgetCalls();

        assertThat(indexed(List.of("day")).indexPartitions(daily(FIRST)))
                .containsExactly("Cannot index the partitions of table games.players by day" + WHERE
                        + "Glue could not make index theirs: INVALID_PARTITION_TYPE_DATA_ERROR at partition"
                        + " (tomorrow, r1). Correct that, delete the index in Glue, and run again.");
        assertThat(server.writes()).isEmpty();
    }

    @Test
    void indexThatIsBeingDeletedIsLeftToTheNextRun() {
        glue.catalog.put(daily(FIRST), CatalogVersion.ABSENT);
        index("theirs", "day");
        server.endIndexing("games", "players");
        server.deleteIndexes("games", "players");
        server.forgetCalls();

        assertThat(indexed(List.of("day"), List.of("load")).indexPartitions(daily(FIRST)))
                .containsExactly(
                        "Cannot index the partitions of table games.players by day" + WHERE
                                + "its index is being deleted. The next run makes it anew.",
                        "Cannot index the partitions of table games.players by load" + WHERE
                                + "Glue is at index theirs of the table. The next run makes it.");
        assertThat(server.writes()).isEmpty();
    }

    @Test
    void tableThatHasThreeIndexesTakesNoMore() {
        glue.catalog.put(daily(FIRST), CatalogVersion.ABSENT);
        for (String keys : List.of("load", "load,day", "day,load")) {
            index("of " + keys, keys.split(","));
            server.endIndexing("games", "players");
        }
        server.forgetCalls();

        assertThat(indexed(List.of("day")).indexPartitions(daily(FIRST)))
                .containsExactly("Cannot index the partitions of table games.players by day" + WHERE
                        + "a table has at most 3 indexes, and it has of load, of load,day, of day,load. Delete one of"
                        + " them in Glue, or ask for fewer.");
        assertThat(server.writes()).isEmpty();
    }

    @Test
    void refusedIndexIsToldAndPassingFailuresAreWaitedOut() {
        glue.catalog.put(daily(FIRST), CatalogVersion.ABSENT);
        GlueCatalog catalog = indexed(List.of("day"));
        server.throttle("GetPartitionIndexes", 2);
        server.throttle("CreatePartitionIndex", 2);
        server.refuse("CreatePartitionIndex", 1, "AccessDeniedException", "not authorized: glue:CreatePartitionIndex");

        assertThat(catalog.indexPartitions(daily(FIRST)))
                .containsExactly("Cannot index the partitions of table games.players by day" + WHERE
                        + "AccessDeniedException: not authorized: glue:CreatePartitionIndex. Allow it for the role that"
                        + " runs the job, in IAM and, where it is in use, in Lake Formation.");
        server.loseAnswer("CreatePartitionIndex", 1);
        server.before("CreatePartitionIndex", () -> server.endIndexing("games", "players"));
        assertThat(catalog.indexPartitions(daily(FIRST))).isEmpty();
        assertThat(keys()).containsExactly("day ACTIVE");
        server.refuse("GetPartitionIndexes", 1, "AccessDeniedException", "not authorized: glue:GetPartitionIndexes");
        assertThat(catalog.indexPartitions(daily(FIRST)))
                .containsExactly("Cannot read the partition indexes of table games.players" + WHERE
                        + "AccessDeniedException: not authorized: glue:GetPartitionIndexes. Allow it for the role that"
                        + " runs the job, in IAM and, where it is in use, in Lake Formation.");
    }

    @Test
    void tableThatGlueRefusesWithItsIndexesIsMadeWithout() {
        TableDefinition prices = GlueFixture.table(
                FIRST,
                new StructType().add("id", DataTypes.LongType),
                new StructType().add("price", DataTypes.createDecimalType(10, 2)));
        GlueCatalog catalog = indexed(List.of("price"));

        catalog.put(prices, CatalogVersion.ABSENT);

        assertThat(catalog.find(PLAYERS).orElseThrow().definition()).isEqualTo(prices);
        assertThat(catalog.indexPartitions(prices))
                .containsExactly("Cannot index the partitions of table games.players by price" + WHERE
                        + "InvalidInputException: Key price of type decimal(10,2) cannot be indexed. Correct what it"
                        + " names.");
    }

    @SafeVarargs
    private final GlueCatalog indexed(List<String>... indexes) {
        return glue.catalog(new PartitionIndexes(List.of(indexes)));
    }

    private static TableDefinition daily(RunId run) {
        return GlueFixture.table(
                run,
                new StructType().add("id", DataTypes.LongType),
                new StructType().add("Day", DataTypes.DateType).add("load", DataTypes.StringType));
    }

    private void index(String name, String... keys) {
        server.call(
                "CreatePartitionIndex",
                "{\"DatabaseName\": \"games\", \"TableName\": \"players\", \"PartitionIndex\": {\"IndexName\": \""
                        + name + "\", \"Keys\": [\"" + String.join("\", \"", keys) + "\"]}}");
    }

    private String name(int index) {
        return server.indexes("games", "players").get(index).path("IndexName").asText();
    }

    private List<String> keys() {
        return server.indexes("games", "players").stream()
                .map(index -> String.join(",", index.path("Keys").findValuesAsText("Name")) + " "
                        + index.path("IndexStatus").asText())
                .toList();
    }
}
