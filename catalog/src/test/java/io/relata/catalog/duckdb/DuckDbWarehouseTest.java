package io.relata.catalog.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.PartitionValues;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import io.relata.Warehouse.ExternalSchema;
import io.relata.Warehouse.MaterializedView;
import io.relata.catalog.InMemoryCatalog;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is DuckDB's own: files, folders, types and whose object is whose. */
@ExtendWith(SparkExtension.class)
class DuckDbWarehouseTest {

    private static final ExternalSchema SHOP = new ExternalSchema("shop", "shop-db");

    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private final SparkSession spark;

    @TempDir
    Path folder;

    private Path file;
    private DuckDbWarehouse warehouse;

    DuckDbWarehouseTest(SparkSession spark) {
        this.spark = spark;
        spark.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    }

    @BeforeEach
    void open() {
        file = folder.resolve("new/folder/w.duckdb");
        warehouse = DuckDbWarehouse.open(file, catalog);
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "file:%s", "file://%s"})
    void locationMayBeAPathOrAFileUri(String form) {
        Path location = write("SELECT 1 AS n", folder.resolve("orders a%20b"));
        register("orders", new StructType().add("n", "int"), form.formatted(location));

        warehouse.exposeSchema(SHOP);

        assertThat(rows("SELECT n FROM shop.orders")).containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource({"s3a://bucket/orders", "s3://bucket/orders", "hdfs://host/orders", "file://host/orders", "file:orders"})
    void locationOnAnotherFileSystemIsRefused(String location) {
        register("orders", new StructType().add("n", "int"), location);

        assertThatThrownBy(() -> warehouse.exposeSchema(SHOP))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot expose table shop-db.orders (at " + location
                        + "): DuckDB reads the local file system only. Use a target on the local file system, or a"
                        + " warehouse that reads the one it is on.");
    }

    @Test
    void missingFolderIsReported() {
        register("orders", new StructType().add("n", "int"), folder + "/gone");

        assertThatThrownBy(() -> warehouse.exposeSchema(SHOP))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot expose table shop-db.orders (at " + folder + "/gone): there is no such folder."
                        + " Run the job that publishes the table again, or drop the table from the catalog.");
    }

    @Test
    void folderWithoutFilesIsATableWithoutRows() throws IOException {
        Path location = Files.createDirectories(folder.resolve("empty"));
        Files.writeString(location.resolve("_SUCCESS"), "");
        Files.writeString(location.resolve(".part.crc"), "x");
        register(definition("orders", new StructType().add("n", "int"), new StructType().add("year", "int"), location));

        warehouse.exposeSchema(SHOP);

        assertThat(rows("SELECT column_name, column_type FROM (DESCRIBE shop.orders)"))
                .containsExactly("n|INTEGER", "year|INTEGER");
        assertThat(rows("SELECT * FROM shop.orders")).isEmpty();
    }

    @Test
    void fileThatIsNotParquetIsReported() throws IOException {
        Path location = Files.createDirectories(folder.resolve("text"));
        Files.writeString(location.resolve("readme.txt"), "hello, this is no Parquet file");
        register("orders", new StructType().add("n", "int"), location.toString());

        assertThatThrownBy(() -> warehouse.exposeSchema(SHOP))
                .isInstanceOf(RelataException.class)
                .hasMessageStartingWith("Cannot expose table shop-db.orders (at " + location + "): ")
                .hasMessageContaining("readme.txt")
                .hasMessageEndingWith(
                        ". Run the job that publishes the table again, or drop the table from the catalog.");
    }

    @Test
    void charactersOfPatternsInPathsMeanThemselves() throws IOException {
        Path location = write("SELECT 1 AS n", folder.resolve("a[1]*?{x,y}'\"#"));
        Files.move(onlyParquetFile(location), location.resolve("part[0].parquet"));
        register("orders", new StructType().add("n", "int"), location.toString());

        warehouse.exposeSchema(SHOP);

        assertThat(rows("SELECT n FROM shop.orders")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"part[0].parquet", "part*.parquet", "part?.parquet"})
    void fileThatIsGoneIsNotReplacedByOneThatItsNameWouldMatch(String name) throws IOException {
        Path location = write("SELECT 1 AS n", folder.resolve("orders"));
        Path file = Files.move(onlyParquetFile(location), location.resolve(name));
        register("orders", new StructType().add("n", "int"), location.toString());
        warehouse.exposeSchema(SHOP);

        Files.move(file, location.resolve("part0.parquet"));

        assertThatThrownBy(() -> rows("SELECT n FROM shop.orders"))
                .isInstanceOf(RelataException.class)
                .hasMessageContaining("No files found");
    }

    @Test
    void backslashInAPathMeansItself() {
        Path location = write("SELECT 1 AS n", folder.resolve("a\\b"));
        register("orders", new StructType().add("n", "int"), location.toString());

        warehouse.exposeSchema(SHOP);

        assertThat(rows("SELECT n FROM shop.orders")).containsExactly("1");
    }

    @Test
    void partitionKeysComeFromTheFoldersInTheirTypes() {
        Dataset<Row> rows = spark.sql("""
                SELECT * FROM VALUES
                  (1, 2018, 'R&B / Soul=100%', DATE '2026-01-01'),
                  (2, 2019, '漢 字', DATE '2026-01-02'),
                  (3, NULL, NULL, NULL)
                AS t(n, year, genre, day)""");
        Path location = folder.resolve("songs");
        rows.write().partitionBy("year", "genre", "day").parquet(location.toString());
        register(definition(
                "songs",
                new StructType().add("n", "int"),
                new StructType().add("year", "int").add("genre", "string").add("day", "date"),
                location));

        warehouse.exposeSchema(SHOP);

        assertThat(rows("SELECT column_name, column_type FROM (DESCRIBE shop.songs)"))
                .containsExactly("n|INTEGER", "year|INTEGER", "genre|VARCHAR", "day|DATE");
        assertThat(rows("SELECT * FROM shop.songs ORDER BY n"))
                .containsExactly("1|2018|R&B / Soul=100%|2026-01-01", "2|2019|漢 字|2026-01-02", "3|NULL|NULL|NULL");
        assertThat(rows("SELECT n FROM shop.songs WHERE year = 2019")).containsExactly("2");
    }

    @Test
    void partitionValueOfAnotherTypeIsReported() {
        Path location = folder.resolve("songs");
        spark.sql("SELECT 1 AS n, 'soon' AS year").write().partitionBy("year").parquet(location.toString());
        register(definition("songs", new StructType().add("n", "int"), new StructType().add("year", "int"), location));

        assertThatThrownBy(() -> warehouse.exposeSchema(SHOP))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot expose table shop-db.songs (column year): the partition value soon is not of type"
                        + " INTEGER. Rename the folder, or give the key another type.");
    }

    @Test
    void fileOutsideThePartitionFoldersIsReported() {
        Path location = write("SELECT 1 AS n", folder.resolve("songs"));
        register(definition("songs", new StructType().add("n", "int"), new StructType().add("year", "int"), location));

        assertThatThrownBy(() -> warehouse.exposeSchema(SHOP))
                .isInstanceOf(RelataException.class)
                .hasMessageContaining("is not in a folder of partition key year");
    }

    @Test
    void folderThatIsNoPartitionIsReported() {
        Path location = write("SELECT 1 AS n", folder.resolve("songs"));
        write("SELECT 2 AS n", location.resolve("year=2018"));
        register("songs", new StructType().add("n", "int"), location.toString());

        assertThatThrownBy(() -> warehouse.exposeSchema(SHOP))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot expose table shop-db.songs (at " + location + "): the folder " + location
                        + "/year=2018 is not one of a partition key. Run the job that publishes the table again, or drop"
                        + " the table from the catalog.");
    }

    @Test
    void registeredPartitionsAreExactlyWhatLiesAtTheirLocations() {
        Path location = folder.resolve("songs");
        write("SELECT 1 AS n", location.resolve("year=2018/genre=a%2Fb/first"));
        write("SELECT 2 AS n", location.resolve("year=2018/genre=a%2Fb/second"));
        write("SELECT 3 AS n", location.resolve("year=2019/genre=never registered"));
        Path elsewhere = write("SELECT 4 AS n UNION ALL SELECT 5", folder.resolve("elsewhere"));
        register(
                songs(location),
                partition(location.resolve("year=2018/genre=a%2Fb/second"), "2018", "a/b"),
                partition(elsewhere, PartitionValues.NULL, "it's"));

        warehouse.exposeSchema(SHOP);

        assertThat(rows("SELECT column_name, column_type FROM (DESCRIBE shop.songs)"))
                .containsExactly("n|INTEGER", "year|INTEGER", "genre|VARCHAR");
        assertThat(rows("SELECT * FROM shop.songs ORDER BY n"))
                .containsExactly("2|2018|a/b", "4|NULL|it's", "5|NULL|it's");
    }

    @Test
    void registeredPartitionsWithoutFilesAreATableWithoutRows() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        register(songs(folder.resolve("songs")), partition(empty, "2018", "a"));

        warehouse.exposeSchema(SHOP);

        assertThat(rows("SELECT * FROM shop.songs")).isEmpty();
    }

    @Test
    void registeredPartitionWhoseFolderIsGoneOrHoldsFoldersIsReported() throws IOException {
        Path gone = folder.resolve("gone");
        register(songs(folder.resolve("songs")), partition(gone, "2018", "a"));

        assertThatThrownBy(() -> warehouse.exposeSchema(SHOP))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot expose table shop-db.songs (at " + gone + "): there is no such folder."
                        + " Run the job that publishes the table again, or drop the table from the catalog.");

        Files.createDirectories(gone.resolve("deeper"));
        assertThatThrownBy(() -> warehouse.exposeSchema(SHOP))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot expose table shop-db.songs (at " + gone + "): the folder " + gone
                        + "/deeper is inside partition (2018, a). Run the job that publishes the table again, or drop"
                        + " the table from the catalog.");
    }

    @Test
    void registeredPartitionsAtOneFolderAreReported() {
        Path shared = write("SELECT 1 AS n", folder.resolve("shared"));
        register(songs(folder.resolve("songs")), partition(shared, "2018", "a"), partition(shared, "2018", "b"));

        assertThatThrownBy(() -> warehouse.exposeSchema(SHOP))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot expose table shop-db.songs (at " + shared + "): partition (2018, b) is registered"
                        + " at the folder of another partition. Run the job that publishes the table again, or drop the"
                        + " table from the catalog.");
    }

    @Test
    void registeredPartitionValueOfAnotherTypeIsReported() {
        Path location = write("SELECT 1 AS n", folder.resolve("songs"));
        register(songs(location), partition(location, "soon", "a"));

        assertThatThrownBy(() -> warehouse.exposeSchema(SHOP))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot expose table shop-db.songs (column year): the partition value soon is not of type"
                        + " INTEGER. Rename the folder, or give the key another type.");
    }

    @Test
    void columnThatEarlierFilesLackIsNullThere() {
        Path location = folder.resolve("orders");
        write("SELECT 1 AS n", location);
        spark.sql("SELECT 'x' AS added, 2 AS n").write().mode("append").parquet(location.toString());
        StructType columns =
                new StructType().add("n", "int").add("added", "string").add("never", "timestamp");
        register("orders", columns, location.toString());

        warehouse.exposeSchema(SHOP);

        assertThat(rows("SELECT * FROM shop.orders ORDER BY n")).containsExactly("1|NULL|NULL", "2|x|NULL");
    }

    @Test
    void columnWhoseFilesHoldAnotherTypeIsReported() {
        Path location = write("SELECT 1.5D AS n", folder.resolve("orders"));
        register("orders", new StructType().add("n", "int"), location.toString());

        assertThatThrownBy(() -> warehouse.exposeSchema(SHOP))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot expose table shop-db.orders (column n): the files hold DOUBLE and the catalog says"
                        + " INTEGER. Run the job that publishes the table again.");
    }

    @Test
    void columnsThatDifferInCaseAloneAreReported() throws IOException {
        Path location = Files.createDirectory(folder.resolve("orders"));
        register("orders", new StructType().add("N", "int").add("n", "int"), location.toString());

        assertThatThrownBy(() -> warehouse.exposeSchema(SHOP))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot expose table shop-db.orders (column n): another column has this name in another"
                        + " case. Rename one of the two.");
    }

    @Test
    void columnWithoutATypeInExternalTablesIsReported() throws IOException {
        Path location = Files.createDirectory(folder.resolve("orders"));
        register("orders", new StructType().add("span", DataTypes.CalendarIntervalType), location.toString());

        assertThatThrownBy(() -> warehouse.exposeSchema(SHOP))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot expose table shop-db.orders (column span): an external table has no type for"
                        + " INTERVAL. Cast the column to another type.");
    }

    @Test
    void nestedColumnsKeepTheirShape() {
        Dataset<Row> rows = spark.sql("SELECT array(named_struct('a \"b', 1L, 'c', 'x')) AS list, map('k', 1) AS map");
        Path location = folder.resolve("nested");
        rows.write().parquet(location.toString());
        register("nested", rows.schema(), location.toString());

        warehouse.exposeSchema(SHOP);

        assertThat(rows("SELECT list[1].c, map['k'] FROM shop.nested")).containsExactly("x|1");
    }

    @Test
    void timestampIsUtcWhateverTheTimeZones() throws SQLException {
        for (String type : List.of("TIMESTAMP_MICROS", "TIMESTAMP_MILLIS", "INT96")) {
            spark.conf().set("spark.sql.parquet.outputTimestampType", type);
            Path location = write(
                    "SELECT TIMESTAMP '2026-07-01 10:00:00' AS moment, TIMESTAMP_NTZ '2026-07-01 10:00:00' AS plain",
                    folder.resolve(type));
            register(
                    type,
                    new StructType().add("moment", "timestamp").add("plain", "timestamp_ntz"),
                    location.toString());
        }
        TimeZone ours = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        try {
            warehouse.exposeSchema(SHOP);
            for (String table : List.of("timestamp_micros", "timestamp_millis", "int96")) {
                assertThat(rows("SELECT moment, plain, typeof(moment), typeof(plain) FROM shop." + table))
                        .as(table)
                        .containsExactly("2026-07-01 10:00:00|2026-07-01 10:00:00|TIMESTAMP|TIMESTAMP");
            }
        } finally {
            TimeZone.setDefault(ours);
        }
        warehouse.close();
        assertThat(asAnotherProgram("""
                SET TimeZone = 'America/New_York';
                SELECT CAST(moment AS VARCHAR) FROM shop.timestamp_micros""")).isEqualTo("2026-07-01 10:00:00");
    }

    @Test
    void objectsOfOthersAreNeverReplacedOrDropped() throws SQLException {
        warehouse.close();
        asAnotherProgram("CREATE SCHEMA shop; CREATE TABLE shop.orders AS SELECT 'mine' AS n;"
                + " CREATE VIEW shop.own AS SELECT 'mine' AS n; CREATE TABLE mv AS SELECT 'mine' AS n; SELECT ''");
        warehouse = DuckDbWarehouse.open(file, catalog);

        warehouse.exposeSchema(SHOP);
        assertThat(rows("SELECT n FROM shop.own UNION ALL SELECT n FROM shop.orders"))
                .containsExactly("mine", "mine");

        register(
                "orders",
                new StructType().add("n", "int"),
                write("SELECT 1 AS n", folder.resolve("o")).toString());
        assertThatThrownBy(() -> warehouse.exposeSchema(SHOP))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot make shop.orders (in the DuckDB warehouse): a table or view that Relata did not make for this has"
                                + " the name. Drop or rename it, or use another schema.");
        assertThatThrownBy(() -> warehouse.refresh(new MaterializedView("MV", "SELECT 1")))
                .isInstanceOf(RelataException.class)
                .hasMessageStartingWith("Cannot make main.MV (in the DuckDB warehouse): ");
        assertThat(rows("SELECT n FROM mv")).containsExactly("mine");
    }

    @Test
    void materializedViewInAnExternalSchemaStays() {
        warehouse.refresh(new MaterializedView("shop.mv", "SELECT 1 AS n"));

        warehouse.exposeSchema(SHOP);

        assertThat(rows("SELECT n FROM shop.mv")).containsExactly("1");
    }

    @Test
    void materializedViewDoesNotReplaceAnExternalTable() {
        register(
                "orders",
                new StructType().add("n", "int"),
                write("SELECT 1 AS n", folder.resolve("o")).toString());
        warehouse.exposeSchema(SHOP);

        assertThatThrownBy(() -> warehouse.refresh(new MaterializedView("shop.orders", "SELECT 2 AS n")))
                .isInstanceOf(RelataException.class);

        assertThat(rows("SELECT n FROM shop.orders")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".b", "a.b.c", " "})
    void nameThatIsNeitherViewNorSchemaAndViewIsRefused(String name) {
        assertThatThrownBy(() -> warehouse.refresh(new MaterializedView(name, "SELECT 1")))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot use \"" + name + "\" as the name of a materialized view (in the DuckDB warehouse):"
                        + " it is neither view nor schema.view. Give the view another name.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"w", "W", "temp", "system"})
    void schemaThatSqlCouldNotTellFromADatabaseIsRefused(String name) {
        assertThatThrownBy(() -> warehouse.exposeSchema(new ExternalSchema(name, "shop-db")))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot use schema " + name + " (in the DuckDB warehouse): DuckDB calls the file itself, or"
                        + " one of its own databases, by that name and could not tell " + name
                        + ".table from it. Give the file or the schema another name.");
    }

    @Test
    void refusedViewSaysWhatTheEngineSays() {
        assertThatThrownBy(() -> warehouse.refresh(new MaterializedView("mv", "SELECT 1; SELECT 2")))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot refresh materialized view mv (DuckDB file " + file
                        + "): Parser Error: Expected a single SELECT statement. Correct the view's SQL.");
        assertThatThrownBy(() -> warehouse.query("SELEC\n1"))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot run a query (SELEC\\u000a1): Parser Error: syntax error at or near \"SELEC\"."
                        + " Correct the query.");
    }

    @Test
    void resultIsTextOfTheEngine() {
        var result = warehouse.query(
                "SELECT 1 AS a, 2 AS a, '\\x00\\xFF'::BLOB AS b, TIMESTAMPTZ '2026-01-01 00:00:00+02' AS t,"
                        + " 1e20::DOUBLE AS d, NULL AS n, [1, 2] AS l");

        assertThat(result.columns()).containsExactly("a", "a_1", "b", "t", "d", "n", "l");
        assertThat(rows("SELECT 1 AS a, 2 AS a, '\\x00\\xFF'::BLOB AS b, TIMESTAMPTZ '2026-01-01 00:00:00+02' AS t,"
                        + " 1e20::DOUBLE AS d, NULL AS n, [1, 2] AS l"))
                .containsExactly("1|2|00ff|2025-12-31 22:00:00+00|1e+20|NULL|[1, 2]");
    }

    @Test
    void resultThatIsTooLongIsRefused() {
        assertThat(warehouse.query("SELECT * FROM range(100000)").rows()).hasSize(100_000);
        assertThatThrownBy(() -> warehouse.query("SELECT * FROM range(100001)"))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot run a query (SELECT * FROM range(100001)): its result has more than 100000 rows."
                        + " Aggregate, filter or LIMIT it.");
    }

    @Test
    void longOrderedResultKeepsItsOrder() {
        List<String> numbers = rows("SELECT i FROM range(60000) t(i) ORDER BY i DESC");

        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(Integer.toString(59_999 - i));
        }
    }

    @Test
    void nothingIsFetchedOverTheNetwork() {
        assertThatThrownBy(() -> warehouse.query("SELECT * FROM read_parquet('s3://bucket/key.parquet')"))
                .isInstanceOf(RelataException.class)
                .hasMessageContaining("requires the extension httpfs to be loaded");
        assertThat(rows("SELECT name, value FROM duckdb_settings() WHERE name IN ('autoinstall_known_extensions',"
                        + " 'autoload_known_extensions', 'allow_community_extensions') ORDER BY name"))
                .containsExactly(
                        "allow_community_extensions|false",
                        "autoinstall_known_extensions|false",
                        "autoload_known_extensions|false");
    }

    @Test
    void viewsAndRowsAreThereWhenTheFileIsOpenedAgain() {
        register(
                "orders",
                new StructType().add("n", "int"),
                write("SELECT 1 AS n", folder.resolve("o")).toString());
        warehouse.exposeSchema(SHOP);
        warehouse.refresh(new MaterializedView("mv", "SELECT n + 1 AS n FROM shop.orders"));
        warehouse.close();

        warehouse = DuckDbWarehouse.open(file, catalog);

        assertThat(rows("SELECT * FROM shop.orders UNION ALL SELECT * FROM mv")).containsExactly("1", "2");
        warehouse.exposeSchema(SHOP);
        warehouse.refresh(new MaterializedView("mv", "SELECT n + 2 AS n FROM shop.orders"));
        assertThat(rows("SELECT * FROM mv")).containsExactly("3");
    }

    private Path write(String sql, Path location) {
        spark.sql(sql).coalesce(1).write().parquet(location.toString());
        return location;
    }

    private static Path onlyParquetFile(Path location) throws IOException {
        try (var files = Files.list(location)) {
            return files.filter(path -> path.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void register(String table, StructType columns, String location) {
        register(new TableDefinition(
                new TableName("shop-db", table),
                columns,
                new StructType(),
                location,
                TableFormat.PARQUET,
                Optional.empty(),
                new RunId("20260101t000000z-00000001"),
                new TableStatistics(0, 0, 0)));
    }

    private void register(TableDefinition definition, Partition... partitions) {
        CatalogVersion version =
                catalog.find(definition.name()).map(CatalogTable::version).orElse(CatalogVersion.ABSENT);
        catalog.put(definition, new PartitionChanges(List.of(partitions), List.of()), version);
    }

    private static TableDefinition songs(Path location) {
        return definition(
                "songs",
                new StructType().add("n", "int"),
                new StructType().add("year", "int").add("genre", "string"),
                location);
    }

    private static Partition partition(Path location, String... values) {
        return new Partition(
                new PartitionValues(List.of(values)),
                location.toString(),
                new RunId("20260101t000000z-00000001"),
                new TableStatistics(0, 0, 0));
    }

    private static TableDefinition definition(String table, StructType columns, StructType keys, Path location) {
        return new TableDefinition(
                new TableName("shop-db", table),
                columns,
                keys,
                location.toString(),
                TableFormat.PARQUET,
                Optional.empty(),
                new RunId("20260101t000000z-00000001"),
                new TableStatistics(0, 0, 0));
    }

    private List<String> rows(String sql) {
        return warehouse.query(sql).rows().stream()
                .map(row -> String.join(
                        "|", row.stream().map(value -> value.orElse("NULL")).toList()))
                .toList();
    }

    /** Runs statements as any other program would that opens the file; gives the last one's only value. */
    private String asAnotherProgram(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            try (var result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
