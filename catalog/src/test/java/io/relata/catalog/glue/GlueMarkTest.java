package io.relata.catalog.glue;

import static io.relata.catalog.glue.GlueFixture.FIRST;
import static io.relata.catalog.glue.GlueFixture.PLAYERS;
import static io.relata.catalog.glue.GlueFixture.SECOND;
import static io.relata.catalog.glue.GlueFixture.partition;
import static io.relata.catalog.glue.GlueFixture.partitioned;
import static io.relata.catalog.glue.GlueFixture.put;
import static io.relata.catalog.glue.GlueFixture.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.CatalogConflictException;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.PartitionChanges;
import io.relata.RelataException;
import io.relata.RunId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of partitions that end in the middle, and who may go on from there. */
class GlueMarkTest {

    private static final RunId THIRD = new RunId("20260103t000000z-00000003");

    private final GlueFixture glue = new GlueFixture();
    private final GlueServer server = glue.server;
    private final GlueCatalog catalog = glue.catalog;

    private CatalogVersion before;

    /** What run SECOND does to the table: one partition changes, one is new, one goes. */
    private final PartitionChanges changes =
            new PartitionChanges(put(SECOND, "b", "c").put(), List.of(values("a")));

    @BeforeEach
    void register() {
        before = catalog.put(partitioned(FIRST), put(FIRST, "a", "b"), CatalogVersion.ABSENT);
    }

    @AfterEach
    void close() {
        glue.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BatchCreatePartition", "BatchUpdatePartition", "BatchDeletePartition"})
    void sameChangeGoesOnWhereItEnded(String operation) {
        dieAt(operation);
        assertThat(catalog.find(PLAYERS).orElseThrow().definition())
                .as("until the last step")
                .isEqualTo(partitioned(FIRST));

        CatalogVersion version = catalog.put(partitioned(SECOND), changes, before);

        assertThat(catalog.find(PLAYERS)).contains(new CatalogTable(partitioned(SECOND), version));
        assertThat(catalog.partitions(PLAYERS)).isEqualTo(put(SECOND, "b", "c").put());
        assertThat(catalog.put(partitioned(SECOND), changes, before)).isEqualTo(version);
    }

    @Test
    void sameChangeGoesOnAtTheLastStep() {
        server.before("UpdateTable", () -> {});
        server.refuse("UpdateTable", 1, "AccessDeniedException", "not now");
        assertThatThrownBy(() -> catalog.put(partitioned(SECOND), changes, before))
                .isInstanceOf(RelataException.class);
        assertThat(catalog.partitions(PLAYERS)).isEqualTo(put(SECOND, "b", "c").put());
        server.forgetCalls();

        CatalogVersion version = catalog.put(partitioned(SECOND), changes, before);

        assertThat(server.writes()).containsExactly("UpdateTable");
        assertThat(catalog.find(PLAYERS)).contains(new CatalogTable(partitioned(SECOND), version));
    }

    @Test
    void sameRunMayGoOnForTheVersionFound() {
        dieAt("BatchUpdatePartition");
        CatalogVersion found = catalog.find(PLAYERS).orElseThrow().version();

        CatalogVersion version = catalog.put(partitioned(SECOND), put(SECOND, "d"), found);

        assertThat(catalog.find(PLAYERS)).contains(new CatalogTable(partitioned(SECOND), version));
        assertThat(catalog.partitions(PLAYERS)).contains(partition(SECOND, "d"));
    }

    @Test
    void otherRunIsRefusedAndTheMessageNamesTheOneAtWork() {
        dieAt("BatchUpdatePartition");
        CatalogVersion found = catalog.find(PLAYERS).orElseThrow().version();
        server.forgetCalls();

        for (CatalogVersion expected : List.of(found, before)) {
            assertThatThrownBy(() -> catalog.put(partitioned(THIRD), put(THIRD, "z"), expected))
                    .isInstanceOf(CatalogConflictException.class)
                    .hasMessage("Cannot change table games.players (in the catalog): run " + SECOND
                            + " has begun to change its partitions and has not ended."
                            + " Run again when the other run has ended.");
            assertThatThrownBy(() -> catalog.put(partitioned(THIRD), expected))
                    .isInstanceOf(CatalogConflictException.class);
        }
        assertThat(server.writes()).isEmpty();
    }

    @Test
    void definitionOfBeforeTakesTheChangeBack() {
        dieAt("BatchDeletePartition");
        CatalogVersion found = catalog.find(PLAYERS).orElseThrow().version();

        CatalogVersion version = catalog.put(
                partitioned(FIRST), new PartitionChanges(put(FIRST, "a", "b").put(), List.of(values("c"))), found);

        assertThat(catalog.find(PLAYERS)).contains(new CatalogTable(partitioned(FIRST), version));
        assertThat(catalog.partitions(PLAYERS)).isEqualTo(put(FIRST, "a", "b").put());
        assertThatThrownBy(() -> catalog.put(partitioned(SECOND), changes, before))
                .isInstanceOf(CatalogConflictException.class);
        catalog.put(partitioned(THIRD), put(THIRD, "z"), version);
    }

    @Test
    void markThatAnotherRunTakesBackMeanwhileEndsInAConflict() {
        server.before("BatchUpdatePartition", () -> {
            GlueCatalog other = glue.catalog(GlueServer.ACCESS_KEY);
            other.put(partitioned(FIRST), other.find(PLAYERS).orElseThrow().version());
        });

        assertThatThrownBy(() -> catalog.put(partitioned(SECOND), changes, before))
                .isInstanceOf(CatalogConflictException.class)
                .hasMessageStartingWith(
                        "Cannot change table games.players (in the catalog): run " + FIRST + " holds it at version ");

        assertThat(catalog.find(PLAYERS).orElseThrow().definition()).isEqualTo(partitioned(FIRST));
    }

    @Test
    void whatAnotherProgramChangesMeanwhileStaysAndDoesNotStopTheChange() {
        server.before(
                "BatchUpdatePartition",
                () -> server.change(
                        "games", "players", table -> ((ObjectNode) table.get("Parameters")).put("theirs", "kept")));

        catalog.put(partitioned(SECOND), changes, before);

        assertThat(catalog.find(PLAYERS).orElseThrow().definition()).isEqualTo(partitioned(SECOND));
        assertThat(server.table("games", "players")
                        .orElseThrow()
                        .at("/Parameters/theirs")
                        .asText())
                .isEqualTo("kept");
    }

    @Test
    void newTableIsMarkedUntilItsPartitionsAreThere() {
        catalog.drop(PLAYERS, before);
        server.refuse("BatchCreatePartition", 1, "AccessDeniedException", "not now");
        assertThatThrownBy(() -> catalog.put(partitioned(SECOND), put(SECOND, "a"), CatalogVersion.ABSENT))
                .isInstanceOf(RelataException.class);

        assertThatThrownBy(() -> catalog.put(partitioned(THIRD), put(THIRD, "a"), CatalogVersion.ABSENT))
                .isInstanceOf(CatalogConflictException.class)
                .hasMessageContaining("run " + SECOND + " has begun to change its partitions");
        CatalogVersion version = catalog.put(partitioned(SECOND), put(SECOND, "a"), CatalogVersion.ABSENT);

        assertThat(catalog.find(PLAYERS)).contains(new CatalogTable(partitioned(SECOND), version));
        assertThat(catalog.partitions(PLAYERS)).containsExactly(partition(SECOND, "a"));
    }

    @Test
    void newTableThatIsMarkedCanBeDropped() {
        catalog.drop(PLAYERS, before);
        server.refuse("BatchCreatePartition", 1, "AccessDeniedException", "not now");
        assertThatThrownBy(() -> catalog.put(partitioned(SECOND), put(SECOND, "a"), CatalogVersion.ABSENT))
                .isInstanceOf(RelataException.class);

        catalog.drop(PLAYERS, catalog.find(PLAYERS).orElseThrow().version());

        assertThat(catalog.find(PLAYERS)).isEmpty();
    }

    @Test
    void dropThatEndedHalfWayIsFinishedByTheSameDropAndNothingElseChangesTheTable() {
        server.refuse("DeleteTable", 1, "AccessDeniedException", "not now");
        assertThatThrownBy(() -> catalog.drop(PLAYERS, before))
                .isInstanceOf(RelataException.class)
                .hasMessageContaining("Cannot drop table games.players");
        CatalogVersion found = catalog.find(PLAYERS).orElseThrow().version();

        for (CatalogVersion expected : List.of(found, before)) {
            assertThatThrownBy(() -> catalog.put(partitioned(SECOND), changes, expected))
                    .isInstanceOf(CatalogConflictException.class)
                    .hasMessage("Cannot change table games.players (in the catalog): it is being dropped, and was of"
                            + " run " + FIRST + ". Run again when the other run has ended.");
        }
        catalog.drop(PLAYERS, before);

        assertThat(catalog.find(PLAYERS)).isEmpty();
    }

    @Test
    void changeThatComesBetweenReadAndMarkOfADropIsAConflict() {
        server.before("UpdateTable", () -> glue.catalog(GlueServer.ACCESS_KEY).put(partitioned(THIRD), before));

        assertThatThrownBy(() -> catalog.drop(PLAYERS, before))
                .isInstanceOf(CatalogConflictException.class)
                .hasMessageContaining("run " + THIRD + " holds it at version ");

        assertThat(catalog.find(PLAYERS).orElseThrow().definition()).isEqualTo(partitioned(THIRD));
    }

    private void dieAt(String operation) {
        server.refuse(operation, 1, "AccessDeniedException", "the end");
        assertThatThrownBy(() -> catalog.put(partitioned(SECOND), changes, before))
                .isInstanceOf(RelataException.class)
                .hasMessageContaining("AccessDeniedException: the end");
    }
}
