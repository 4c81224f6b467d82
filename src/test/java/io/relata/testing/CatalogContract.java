package io.relata.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.relata.Catalog;
import io.relata.CatalogConflictException;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.ParentLink;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What every {@link Catalog} does. */
public abstract class CatalogContract {

    private static final RunId FIRST = new RunId("20260101t000000z-00000001");
    private static final RunId SECOND = new RunId("20260102t000000z-00000002");
    private static final TableName PLAYERS = new TableName("games", "players");

    /** The catalog under test: each call in one test gives a catalog of the same tables, a new object where it can be. */
    protected abstract Catalog catalog();

    @Test
    void tableOfAnUnknownDatabaseIsNotFound() {
        assertThat(catalog().find(PLAYERS)).isEmpty();
        assertThat(catalog().tables("games")).isEmpty();
    }

    @Test
    void unknownTableOfAKnownDatabaseIsNotFound() {
        catalog().put(table(PLAYERS, FIRST), CatalogVersion.ABSENT);

        assertThat(catalog().find(new TableName("games", "player"))).isEmpty();
        assertThat(catalog().find(new TableName("game", "players"))).isEmpty();
    }

    @Test
    void createdTableIsFoundWithTheVersionThatPutGave() {
        CatalogVersion version = catalog().put(table(PLAYERS, FIRST), CatalogVersion.ABSENT);

        assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(table(PLAYERS, FIRST), version));
        assertThat(version).isNotEqualTo(CatalogVersion.ABSENT);
    }

    @Test
    void changedTableHasTheNewStateAndAnotherVersion() {
        CatalogVersion created = catalog().put(table(PLAYERS, FIRST), CatalogVersion.ABSENT);

        CatalogVersion changed = catalog().put(table(PLAYERS, SECOND), created);

        assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(table(PLAYERS, SECOND), changed));
        assertThat(changed).isNotEqualTo(created);
    }

    @Test
    void puttingTheSameDefinitionAgainIsAChangeOfItsOwn() {
        CatalogVersion created = catalog().put(table(PLAYERS, FIRST), CatalogVersion.ABSENT);

        CatalogVersion again = catalog().put(table(PLAYERS, FIRST), created);

        assertThat(again).isNotEqualTo(created);
    }

    @Test
    void creatingATableThatExistsIsRefusedAndChangesNothing() {
        CatalogVersion version = catalog().put(table(PLAYERS, FIRST), CatalogVersion.ABSENT);

        assertThatThrownBy(() -> catalog().put(table(PLAYERS, SECOND), CatalogVersion.ABSENT))
                .isInstanceOf(CatalogConflictException.class)
                .hasMessage("Cannot change table games.players (in the catalog): run " + FIRST
                        + " holds it at version " + version.value() + ", and this change is to create the table."
                        + " Run again when the other run has ended.");

        assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(table(PLAYERS, FIRST), version));
    }

    @Test
    void changeForAnEarlierVersionIsRefusedAndChangesNothing() {
        CatalogVersion stale = catalog().put(table(PLAYERS, FIRST), CatalogVersion.ABSENT);
        CatalogVersion current = catalog().put(table(PLAYERS, SECOND), stale);

        assertThatThrownBy(() -> catalog().put(table(PLAYERS, FIRST), stale))
                .isInstanceOf(CatalogConflictException.class)
                .hasMessage("Cannot change table games.players (in the catalog): run " + SECOND
                        + " holds it at version " + current.value() + ", and this change is made for version "
                        + stale.value() + ". Run again when the other run has ended.");

        assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(table(PLAYERS, SECOND), current));
    }

    @Test
    void changeOfATableThatWasDroppedIsRefused() {
        CatalogVersion version = catalog().put(table(PLAYERS, FIRST), CatalogVersion.ABSENT);
        catalog().drop(PLAYERS, version);

        assertThatThrownBy(() -> catalog().put(table(PLAYERS, SECOND), version))
                .isInstanceOf(CatalogConflictException.class)
                .hasMessage("Cannot change table games.players (in the catalog): the table does not exist,"
                        + " and this change is made for version " + version.value()
                        + ". Run again when the other run has ended.");

        assertThat(catalog().find(PLAYERS)).isEmpty();
    }

    @Test
    void droppedTableIsGoneAndCanBeCreatedAgain() {
        CatalogVersion before = catalog().put(table(PLAYERS, FIRST), CatalogVersion.ABSENT);

        catalog().drop(PLAYERS, before);

        assertThat(catalog().find(PLAYERS)).isEmpty();
        assertThat(catalog().tables("games")).isEmpty();
        CatalogVersion after = catalog().put(table(PLAYERS, SECOND), CatalogVersion.ABSENT);
        assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(table(PLAYERS, SECOND), after));
        assertThat(after).as("a version is never given twice").isNotEqualTo(before);
    }

    @Test
    void dropForAnEarlierVersionIsRefusedAndChangesNothing() {
        CatalogVersion stale = catalog().put(table(PLAYERS, FIRST), CatalogVersion.ABSENT);
        CatalogVersion current = catalog().put(table(PLAYERS, SECOND), stale);

        assertThatThrownBy(() -> catalog().drop(PLAYERS, stale)).isInstanceOf(CatalogConflictException.class);
        assertThatThrownBy(() -> catalog().drop(PLAYERS, CatalogVersion.ABSENT))
                .isInstanceOf(CatalogConflictException.class);

        assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(table(PLAYERS, SECOND), current));
    }

    @Test
    void droppingATableThatIsGoneIsRefused() {
        CatalogVersion version = catalog().put(table(PLAYERS, FIRST), CatalogVersion.ABSENT);
        catalog().drop(PLAYERS, version);

        assertThatThrownBy(() -> catalog().drop(PLAYERS, version)).isInstanceOf(CatalogConflictException.class);
    }

    @Test
    void namesThatDifferInCaseAreOneTable() {
        CatalogVersion version = catalog().put(table(new TableName("Games", "Players"), FIRST), CatalogVersion.ABSENT);

        assertThat(catalog().find(new TableName("GAMES", "PLAYERS")))
                .contains(new CatalogTable(table(PLAYERS, FIRST), version));
        assertThat(catalog().tables("gAMES")).containsExactly(PLAYERS);
    }

    @Test
    void tablesOfADatabaseComeInNameOrder() {
        for (String table : List.of("b", "a_c", "a", "z", "a_b")) {
            catalog().put(table(new TableName("games", table), FIRST), CatalogVersion.ABSENT);
        }
        catalog().put(table(new TableName("other", "c"), FIRST), CatalogVersion.ABSENT);

        assertThat(catalog().tables("games")).extracting(TableName::table).containsExactly("a", "a_b", "a_c", "b", "z");
    }

    @Test
    void everythingOfADefinitionComesBack() {
        StructType element = new StructType()
                .add("when", DataTypes.TimestampType, false)
                .add("price", DataTypes.createDecimalType(38, 18));
        StructType columns = new StructType()
                .add("id", DataTypes.LongType, false)
                .add(
                        "game_details.val.name",
                        DataTypes.StringType,
                        true,
                        new MetadataBuilder()
                                .putString("comment", "$.game_details[*].\"na me\"")
                                .putLong("largest", Long.MAX_VALUE)
                                .putDouble("share", 1.0)
                                .putStringArray("seen", new String[] {"a", "b"})
                                .build())
                .add("raw", DataTypes.BinaryType)
                .add("day", DataTypes.DateType)
                .add("orders", DataTypes.createArrayType(element, false))
                .add("by_name", DataTypes.createMapType(DataTypes.StringType, element, true))
                .add("deep", new StructType().add("deeper", DataTypes.createArrayType(DataTypes.DoubleType, true)));
        TableDefinition definition = new TableDefinition(
                PLAYERS,
                columns,
                new StructType().add("year", DataTypes.IntegerType, false).add("load", DataTypes.StringType),
                "s3a://bucket/some folder/players/" + FIRST,
                TableFormat.DELTA,
                Optional.of(new ParentLink("root", "game_details", "id")),
                FIRST,
                new TableStatistics(Long.MAX_VALUE, 3, 12_345_678_901L));

        CatalogVersion version = catalog().put(definition, CatalogVersion.ABSENT);

        assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(definition, version));
    }

    @Test
    void ofTwoChangesAtOnceExactlyOneIsMade() throws Exception {
        CatalogVersion version = CatalogVersion.ABSENT;
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 40; round++) {
                CatalogVersion expected = version;
                CyclicBarrier start = new CyclicBarrier(2);
                Future<Optional<CatalogVersion>> first = threads.submit(change(start, FIRST, expected));
                Future<Optional<CatalogVersion>> second = threads.submit(change(start, SECOND, expected));
                Optional<CatalogVersion> byFirst = first.get(60, TimeUnit.SECONDS);
                Optional<CatalogVersion> bySecond = second.get(60, TimeUnit.SECONDS);

                assertThat(byFirst.isPresent()).as("round %s", round).isNotEqualTo(bySecond.isPresent());
                RunId winner = byFirst.isPresent() ? FIRST : SECOND;
                version = byFirst.or(() -> bySecond).orElseThrow();
                assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(table(PLAYERS, winner), version));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<Optional<CatalogVersion>> change(CyclicBarrier start, RunId run, CatalogVersion expected) {
        Catalog catalog = catalog();
        return () -> {
            start.await(60, TimeUnit.SECONDS);
            CatalogVersion[] made = new CatalogVersion[1];
            Throwable refused = catchThrowable(() -> made[0] = catalog.put(table(PLAYERS, run), expected));
            if (refused == null) {
                return Optional.of(made[0]);
            }
            assertThat(refused).isInstanceOf(CatalogConflictException.class);
            return Optional.empty();
        };
    }

    /** A small table as a run would register it. */
    protected static TableDefinition table(TableName name, RunId run) {
        return new TableDefinition(
                name,
                new StructType().add("id", DataTypes.LongType),
                List.of(),
                "/data/" + run,
                TableFormat.PARQUET,
                Optional.empty(),
                run,
                new TableStatistics(1, 1, 100));
    }
}
