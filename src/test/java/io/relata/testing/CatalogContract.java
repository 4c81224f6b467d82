package io.relata.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.relata.Catalog;
import io.relata.CatalogConflictException;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.ParentLink;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.PartitionValues;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

    /** A format besides {@link TableFormat#PARQUET} that the catalog takes, or that one when it takes no other. */
    protected TableFormat otherFormat() {
        return TableFormat.DELTA;
    }

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
    void repeatedChangeChangesNothingWhateverVersionItIsFor() {
        CatalogVersion created = catalog().put(table(PLAYERS, FIRST), CatalogVersion.ABSENT);
        CatalogVersion changed = catalog().put(table(PLAYERS, SECOND), created);

        assertThat(catalog().put(table(PLAYERS, SECOND), created)).isEqualTo(changed);
        assertThat(catalog().put(table(PLAYERS, SECOND), changed)).isEqualTo(changed);
        assertThat(catalog().put(table(PLAYERS, SECOND), CatalogVersion.ABSENT)).isEqualTo(changed);
        assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(table(PLAYERS, SECOND), changed));
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
                otherFormat(),
                Optional.of(new ParentLink("root", "game_details", "id")),
                FIRST,
                new TableStatistics(Long.MAX_VALUE, 3, 12_345_678_901L),
                OptionalLong.of(Long.MAX_VALUE));

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
                RunId one = new RunId("20260101t000000z-0000%03xa".formatted(round));
                RunId other = new RunId("20260101t000000z-0000%03xb".formatted(round));
                Future<Optional<CatalogVersion>> first = threads.submit(change(start, one, expected));
                Future<Optional<CatalogVersion>> second = threads.submit(change(start, other, expected));
                Optional<CatalogVersion> byFirst = first.get(60, TimeUnit.SECONDS);
                Optional<CatalogVersion> bySecond = second.get(60, TimeUnit.SECONDS);

                assertThat(byFirst.isPresent()).as("round %s", round).isNotEqualTo(bySecond.isPresent());
                RunId winner = byFirst.isPresent() ? one : other;
                version = byFirst.or(() -> bySecond).orElseThrow();
                assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(table(PLAYERS, winner), version));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void tableThatIsUnknownOrHasNoPartitionsHasNone() {
        assertThat(catalog().partitions(PLAYERS)).isEmpty();

        catalog().put(table(PLAYERS, FIRST), CatalogVersion.ABSENT);

        assertThat(catalog().partitions(PLAYERS)).isEmpty();
        assertThat(catalog().partitions(new TableName("games", "player"))).isEmpty();
    }

    @Test
    void registeredPartitionsComeBackWholeAndInTheOrderOfTheirValues() {
        List<Partition> ordered = List.of(
                partition(FIRST, "10", "b"),
                partition(FIRST, "2", "a"),
                partition(FIRST, "2", "a/b=c%20d \"e\" 'f' \u6f22\ud83d\udc96"),
                partition(FIRST, PartitionValues.NULL, PartitionValues.NULL),
                new Partition(
                        new PartitionValues(List.of("x", "y")),
                        "s3a://bucket/other folder/x=y",
                        SECOND,
                        new TableStatistics(Long.MAX_VALUE, 0, 12_345_678_901L)));
        List<Partition> shuffled = new ArrayList<>(ordered);
        Collections.reverse(shuffled);

        CatalogVersion version = catalog().put(partitioned(FIRST), put(shuffled), CatalogVersion.ABSENT);

        assertThat(catalog().partitions(PLAYERS)).isEqualTo(ordered);
        assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(partitioned(FIRST), version));
    }

    @Test
    void partitionsThatAChangeDoesNotNameStayAsTheyAre() {
        CatalogVersion first = catalog()
                .put(
                        partitioned(FIRST),
                        put(List.of(
                                partition(FIRST, "1", "a"), partition(FIRST, "1", "b"), partition(FIRST, "1", "c"))),
                        CatalogVersion.ABSENT);

        CatalogVersion second = catalog()
                .put(
                        partitioned(SECOND),
                        new PartitionChanges(
                                List.of(partition(SECOND, "1", "b"), partition(SECOND, "2", "a")),
                                List.of(values("1", "c"), values("7", "gone"))),
                        first);

        assertThat(second).isNotEqualTo(first);
        assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(partitioned(SECOND), second));
        assertThat(catalog().partitions(PLAYERS))
                .containsExactly(partition(FIRST, "1", "a"), partition(SECOND, "1", "b"), partition(SECOND, "2", "a"));
        assertThat(catalog().partitions(new TableName("GAMES", "PLAYERS"))).hasSize(3);
    }

    @Test
    void changeOfTheTableAloneLeavesItsPartitions() {
        CatalogVersion first =
                catalog().put(partitioned(FIRST), put(List.of(partition(FIRST, "1", "a"))), CatalogVersion.ABSENT);

        catalog().put(partitioned(SECOND), first);

        assertThat(catalog().partitions(PLAYERS)).containsExactly(partition(FIRST, "1", "a"));
    }

    @Test
    void changeOfPartitionsAloneIsAChangeOfTheTable() {
        CatalogVersion first = catalog().put(partitioned(FIRST), CatalogVersion.ABSENT);

        CatalogVersion second = catalog().put(partitioned(FIRST), put(List.of(partition(FIRST, "1", "a"))), first);

        assertThat(second).isNotEqualTo(first);
        assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(partitioned(FIRST), second));
        assertThatThrownBy(() -> catalog().put(partitioned(SECOND), put(List.of(partition(SECOND, "1", "b"))), first))
                .isInstanceOf(CatalogConflictException.class);
        assertThat(catalog().partitions(PLAYERS)).containsExactly(partition(FIRST, "1", "a"));
    }

    @Test
    void repeatedChangeOfPartitionsChangesNothing() {
        CatalogVersion first =
                catalog().put(partitioned(FIRST), put(List.of(partition(FIRST, "1", "a"))), CatalogVersion.ABSENT);
        PartitionChanges changes =
                new PartitionChanges(List.of(partition(SECOND, "1", "b")), List.of(values("1", "a")));
        CatalogVersion second = catalog().put(partitioned(SECOND), changes, first);

        assertThat(catalog().put(partitioned(SECOND), changes, first)).isEqualTo(second);
        assertThat(catalog().put(partitioned(SECOND), changes, second)).isEqualTo(second);

        assertThat(catalog().partitions(PLAYERS)).containsExactly(partition(SECOND, "1", "b"));
        assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(partitioned(SECOND), second));
    }

    @Test
    void partitionsOfADroppedTableAreGone() {
        CatalogVersion first =
                catalog().put(partitioned(FIRST), put(List.of(partition(FIRST, "1", "a"))), CatalogVersion.ABSENT);

        catalog().drop(PLAYERS, first);

        assertThat(catalog().partitions(PLAYERS)).isEmpty();
        catalog().put(partitioned(SECOND), CatalogVersion.ABSENT);
        assertThat(catalog().partitions(PLAYERS)).isEmpty();
    }

    @Test
    void partitionWithoutAValuePerColumnIsRefusedAndNothingChanges() {
        CatalogVersion version = catalog().put(partitioned(FIRST), CatalogVersion.ABSENT);

        assertThatThrownBy(() -> catalog().put(partitioned(SECOND), put(List.of(partition(SECOND, "1"))), version))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Partition (1) has 1 values and table games.players has 2 partition columns");
        assertThatThrownBy(() -> catalog()
                        .put(partitioned(SECOND), new PartitionChanges(List.of(), List.of(values("1"))), version))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(partitioned(FIRST), version));
    }

    @Test
    void partitionColumnsKeepTheirNamesWhilePartitionsAreRegistered() {
        CatalogVersion version =
                catalog().put(partitioned(FIRST), put(List.of(partition(FIRST, "1", "a"))), CatalogVersion.ABSENT);

        assertThatThrownBy(() -> catalog().put(table(PLAYERS, SECOND), version))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot change table games.players (in the catalog): its partition columns would become []"
                        + " and it has partitions registered for [year, load]."
                        + " Give the table another name, or drop it from the catalog first.");

        assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(partitioned(FIRST), version));
    }

    @Test
    void partitionColumnsOfATableWithoutPartitionsMayChange() {
        CatalogVersion first =
                catalog().put(partitioned(FIRST), put(List.of(partition(FIRST, "1", "a"))), CatalogVersion.ABSENT);
        CatalogVersion second =
                catalog().put(partitioned(FIRST), new PartitionChanges(List.of(), List.of(values("1", "a"))), first);

        CatalogVersion third = catalog().put(table(PLAYERS, SECOND), second);

        assertThat(catalog().find(PLAYERS)).contains(new CatalogTable(table(PLAYERS, SECOND), third));
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

    private static TableDefinition partitioned(RunId run) {
        return new TableDefinition(
                PLAYERS,
                new StructType().add("id", DataTypes.LongType),
                new StructType().add("year", DataTypes.IntegerType).add("load", DataTypes.StringType),
                "/data/players",
                TableFormat.PARQUET,
                Optional.empty(),
                run,
                new TableStatistics(1, 1, 100));
    }

    private static Partition partition(RunId run, String... values) {
        return new Partition(
                values(values), "/data/" + run + "/" + values.length, run, new TableStatistics(values.length, 1, 10));
    }

    private static PartitionValues values(String... values) {
        return new PartitionValues(List.of(values));
    }

    private static PartitionChanges put(List<Partition> partitions) {
        return new PartitionChanges(partitions, List.of());
    }
}
