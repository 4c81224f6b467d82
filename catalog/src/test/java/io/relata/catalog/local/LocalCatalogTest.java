package io.relata.catalog.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCatalogTest {

    private static final TableName PLAYERS = new TableName("games", "players");

    @TempDir
    Path parent;

    private Path directory;
    private LocalCatalog catalog;

    @BeforeEach
    void openCatalog() {
        directory = parent.resolve("catalog");
        catalog = new LocalCatalog(directory);
    }

    @Test
    void tableIsOneReadableFilePerVersion() {
        catalog.put(
                new TableDefinition(
                        PLAYERS,
                        new StructType().add("id", DataTypes.LongType, false),
                        List.of("load"),
                        "file:/data/players/run",
                        TableFormat.PARQUET,
                        Optional.of(new ParentLink("root", "details", "id")),
                        run(1),
                        new TableStatistics(10, 2, 2048)),
                CatalogVersion.ABSENT);

        assertThat(directory.resolve("games/players/000000000000000001.json")).hasContent("""
                {
                  "format-version" : 1,
                  "database" : "games",
                  "table" : "players",
                  "state" : "present",
                  "run" : "20260101t000000z-00000001",
                  "location" : "file:/data/players/run",
                  "format" : "PARQUET",
                  "parent" : {
                    "table" : "root",
                    "parent-column" : "details",
                    "child-column" : "id"
                  },
                  "statistics" : {
                    "rows" : 10,
                    "files" : 2,
                    "bytes" : 2048
                  },
                  "partition-columns" : {
                    "type" : "struct",
                    "fields" : [
                      {
                        "name" : "load",
                        "type" : "string",
                        "nullable" : true,
                        "metadata" : { }
                      }
                    ]
                  },
                  "columns" : {
                    "type" : "struct",
                    "fields" : [
                      {
                        "name" : "id",
                        "type" : "long",
                        "nullable" : false,
                        "metadata" : { }
                      }
                    ]
                  }
                }
                """);
    }

    @Test
    void partitionIsALineOfTheTablesFile() throws IOException {
        TableDefinition table = partitioned(run(1));
        catalog.put(table, put(partition("a\"b", run(1)), partition("2026", run(1))), CatalogVersion.ABSENT);

        String file = Files.readString(directory.resolve("games/players/000000000000000001.json"));
        assertThat(file.substring(file.indexOf("  \"partitions\""))).isEqualTo("""
                  "partitions" : [
                    {"values":["2026"],"location":"/data/2026","run":"20260101t000000z-00000001","rows":1,"files":2,"bytes":3},
                    {"values":["a\\"b"],"location":"/data/a\\"b","run":"20260101t000000z-00000001","rows":1,"files":2,"bytes":3}
                  ]
                }
                """);
    }

    @Test
    @Timeout(60)
    void twentyThousandPartitionsAreCheapToChangeAndSmallToKeep() throws IOException {
        List<Partition> partitions = IntStream.range(0, 20_000)
                .mapToObj(i -> partition("%05d".formatted(i), run(1)))
                .toList();
        CatalogVersion version =
                catalog.put(partitioned(run(1)), new PartitionChanges(partitions, List.of()), CatalogVersion.ABSENT);

        for (int i = 2; i <= 30; i++) {
            version = catalog.put(partitioned(run(i)), put(partition("%05d".formatted(i), run(i))), version);
        }

        assertThat(catalog.partitions(PLAYERS)).hasSize(20_000);
        assertThat(catalog.partitions(PLAYERS).get(30)).isEqualTo(partition("00030", run(30)));
        assertThat(Files.size(directory.resolve("games/players/000000000000000030.json")))
                .isLessThan(20_000 * 150);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"values\":[\"b\"] | \"values\":[\"a\"] | its partition (a) is not in the order of values",
                "\"values\":[\"b\"] | \"values\":[\"b\",\"c\"] | Partition (b, c) has 2 values and table games.players"
                        + " has 1 partition columns",
                "\"values\":[\"b\"] | \"values\":[1] | a partition's value is not text",
                "\"values\":[\"b\"] | \"values\":\"b\" | a partition's values are missing or not a list",
                "\"values\":[\"b\"] | \"value\":[\"b\"] | it has the unknown field value",
            })
    void partitionThatIsNotOneIsReported(String found, String replacement, String why) throws IOException {
        catalog.put(partitioned(run(1)), put(partition("a", run(1)), partition("b", run(1))), CatalogVersion.ABSENT);
        Path file = directory.resolve("games/players/000000000000000001.json");
        String content = Files.readString(file);
        assertThat(content).contains(found);
        Files.writeString(file, content.replace(found, replacement));

        assertThatThrownBy(() -> catalog.partitions(PLAYERS))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot read the catalog's record of a table (in file " + file + "): " + why
                                + ". Restore the file, or delete it while no run is at work to return to the version before it.");
    }

    @Test
    void keepsTwentyEarlierVersionsAndNoTemporaryFile() throws IOException {
        CatalogVersion version = CatalogVersion.ABSENT;
        for (int i = 1; i <= 50; i++) {
            version = catalog.put(table(PLAYERS, run(i)), version);
        }

        List<String> files = files(directory.resolve("games/players"));
        assertThat(files).hasSize(21).startsWith("000000000000000030.json").endsWith("000000000000000050.json");
        assertThat(catalog.find(PLAYERS)).contains(new CatalogTable(table(PLAYERS, run(50)), version));
    }

    @Test
    void changeThatWasStoppedBeforeItHadItsNameIsHarmless() throws IOException {
        CatalogVersion version = catalog.put(table(PLAYERS, run(1)), CatalogVersion.ABSENT);
        Files.writeString(directory.resolve("games/players/.4d3c.tmp"), "{ \"format-ver");
        Files.createDirectories(directory.resolve("games/scores"));
        Files.writeString(directory.resolve("games/scores/.4d3c.tmp"), "");

        assertThat(catalog.find(PLAYERS)).contains(new CatalogTable(table(PLAYERS, run(1)), version));
        assertThat(catalog.tables("games")).containsExactly(PLAYERS);
        TableName scores = new TableName("games", "scores");
        CatalogVersion created = catalog.put(table(scores, run(2)), CatalogVersion.ABSENT);
        assertThat(catalog.find(scores)).contains(new CatalogTable(table(scores, run(2)), created));
    }

    @Test
    void cutFileIsReportedAndNotReplacedByTheVersionBefore() throws IOException {
        CatalogVersion version = catalog.put(table(PLAYERS, run(1)), CatalogVersion.ABSENT);
        catalog.put(table(PLAYERS, run(2)), version);
        Path newest = directory.resolve("games/players/000000000000000002.json");
        Files.writeString(newest, Files.readString(newest).substring(0, 60));

        String message = "Cannot read the catalog's record of a table (in file " + newest
                + "): it is not complete JSON: the first fault is in line 4. Restore the file, or delete it while no run"
                + " is at work to return to the version before it.";
        assertThatThrownBy(() -> catalog.find(PLAYERS))
                .isInstanceOf(RelataException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> catalog.tables("games")).hasMessage(message);
        assertThatThrownBy(() -> catalog.put(table(PLAYERS, run(3)), version)).hasMessage(message);
        assertThatThrownBy(() -> catalog.drop(PLAYERS, version)).hasMessage(message);
        Files.delete(newest);
        assertThat(catalog.find(PLAYERS)).contains(new CatalogTable(table(PLAYERS, run(1)), version));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"rows\" : 1 | \"rows\" : 1.5 | rows is not a whole number",
                "\"rows\" : 1 | \"rows\" : -1 | Negative count: -1 rows, 1 files, 100 bytes",
                "\"state\" | \"stat\" | it has the unknown field stat",
                "\"present\" | \"lost\" | its state is lost",
                "\"PARQUET\" | \"ORC\" | its format is ORC",
                "\"table\" : \"players\" | \"table\" : \"scores\" | it is the record of table games.scores",
                "\"table\" : \"players\" | \"table\" : \"\" | its database or table name is not one",
                "\"type\" : \"long\" | \"type\" : \"lung\" | columns is not a Spark schema",
                "\"location\" : \"/data | \"place\" : \"/data | it has the unknown field place",
                "\"format-version\" : 1 | \"format-version\" : 0 | its format-version is 0",
                "20260101t000000z-00000001\", | yesterday\", | Not a run id: yesterday (expected \\d{8}t\\d{6}z-[0-9a-f]{8})",
            })
    void fileThatIsNotATableRecordIsReported(String found, String replacement, String why) throws IOException {
        catalog.put(table(PLAYERS, run(1)), CatalogVersion.ABSENT);
        Path file = directory.resolve("games/players/000000000000000001.json");
        String content = Files.readString(file);
        assertThat(content).contains(found);
        Files.writeString(file, content.replace(found, replacement));

        assertThatThrownBy(() -> catalog.find(PLAYERS))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot read the catalog's record of a table (in file " + file + "): " + why
                                + ". Restore the file, or delete it while no run is at work to return to the version before it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{}", "\"x\""})
    void fileThatHoldsOtherJsonIsReported(String content) throws IOException {
        catalog.put(table(PLAYERS, run(1)), CatalogVersion.ABSENT);
        Path file = directory.resolve("games/players/000000000000000001.json");
        Files.writeString(file, content);

        assertThatThrownBy(() -> catalog.find(PLAYERS))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot read the catalog's record of a table (in file " + file
                        + "): format-version is missing. Restore the file, or delete it while no run is at work to"
                        + " return to the version before it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"}", "{\"format-version\": 1}", "\u0000"})
    void textAfterTheRecordIsReported(String more) throws IOException {
        catalog.put(table(PLAYERS, run(1)), CatalogVersion.ABSENT);
        Path file = directory.resolve("games/players/000000000000000001.json");
        long lines = Files.readString(file).lines().count();
        Files.writeString(file, Files.readString(file) + more);

        assertThatThrownBy(() -> catalog.find(PLAYERS))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot read the catalog's record of a table (in file " + file
                                + "): it is not complete JSON: the first fault is in line " + (lines + 1)
                                + ". Restore the file, or delete it while no run is at work to return to the version before it.");
    }

    @Test
    void fileOfANewerFormatIsRefused() throws IOException {
        catalog.put(table(PLAYERS, run(1)), CatalogVersion.ABSENT);
        Path file = directory.resolve("games/players/000000000000000001.json");
        Files.writeString(file, "{\"format-version\": 2, \"shape\": \"unknown\"}");

        assertThatThrownBy(() -> catalog.find(PLAYERS))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot read the catalog's record of a table (in file " + file
                        + "): a newer Relata wrote it in format 2 and this one reads formats up to 1."
                        + " Use that Relata or a newer one.");
    }

    @Test
    void hostileNamesStayInsideTheDirectory() throws IOException {
        List<String> names = List.of(
                "..",
                ".",
                "../../escaped",
                "/etc/passwd",
                "a/../b",
                "a\\b",
                "c:\\x",
                "%2e%2e",
                "~",
                "a.b",
                "con",
                "name with spaces",
                "\u202eabc",
                "漢字",
                "a\u0308",
                "\u00e4",
                "\ud83d\udc96",
                "x".repeat(255),
                "漢".repeat(255),
                "x".repeat(254) + "y",
                "lone\ud800",
                "lone\ud801",
                "000000000000000001.json");
        for (String name : names) {
            catalog.put(table(new TableName(name, name), run(1)), CatalogVersion.ABSENT);
        }

        for (String name : names) {
            TableName table = new TableName(name, name);
            assertThat(catalog.tables(name)).containsExactly(table);
            assertThat(catalog.find(table).orElseThrow().definition()).isEqualTo(table(table, run(1)));
        }
        assertThat(files(parent)).containsExactly("catalog");
        assertThat(files(directory)).hasSameSizeAs(names);
    }

    @Test
    void columnNameThatHasNoUtf8FormComesBack() {
        TableDefinition plain = table(PLAYERS, run(1));
        TableDefinition hostile = new TableDefinition(
                PLAYERS,
                new StructType()
                        .add("half \ud800 pair", DataTypes.LongType)
                        .add("\u0000\u2028\"\\", DataTypes.LongType),
                List.of(),
                plain.location(),
                plain.format(),
                plain.parent(),
                plain.run(),
                plain.statistics());

        catalog.put(hostile, CatalogVersion.ABSENT);

        assertThat(catalog.find(PLAYERS).orElseThrow().definition()).isEqualTo(hostile);
    }

    @Test
    void aDirectoryThatCannotBeMadeIsReported() throws IOException {
        Files.writeString(directory, "a file");

        assertThatThrownBy(() -> catalog.put(table(PLAYERS, run(1)), CatalogVersion.ABSENT))
                .isInstanceOf(RelataException.class)
                .hasMessageStartingWith(
                        "Cannot read table games.players (in the catalog directory " + directory + "): ");
    }

    @Test
    void changeThatStoodStillWhileItsNumberWasTakenAndRemovedIsRefused() throws IOException {
        CatalogVersion version = CatalogVersion.ABSENT;
        for (int i = 1; i <= 30; i++) {
            version = catalog.put(table(PLAYERS, run(i)), version);
        }
        TableFolder folder = new TableFolder(directory.resolve("games/players"));

        assertThat(folder.add(2, TableRecord.present(table(PLAYERS, run(99)), List.of())))
                .isFalse();

        assertThat(catalog.find(PLAYERS)).contains(new CatalogTable(table(PLAYERS, run(30)), version));
        assertThatThrownBy(() -> catalog.put(table(PLAYERS, run(99)), new CatalogVersion("1")))
                .isInstanceOf(CatalogConflictException.class);
    }

    private static RunId run(int number) {
        return new RunId("20260101t000000z-%08x".formatted(number));
    }

    private static TableDefinition table(TableName name, RunId run) {
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
                List.of("year"),
                "/data",
                TableFormat.PARQUET,
                Optional.empty(),
                run,
                new TableStatistics(1, 1, 100));
    }

    private static Partition partition(String value, RunId run) {
        return new Partition(new PartitionValues(List.of(value)), "/data/" + value, run, new TableStatistics(1, 2, 3));
    }

    private static PartitionChanges put(Partition... partitions) {
        return new PartitionChanges(List.of(partitions), List.of());
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
