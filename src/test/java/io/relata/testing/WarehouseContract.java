package io.relata.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import io.relata.Warehouse;
import io.relata.Warehouse.ExternalSchema;
import io.relata.Warehouse.MaterializedView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Warehouse} does. Its SQL is what Redshift, PostgreSQL and DuckDB share. */
@ExtendWith(SparkExtension.class)
public abstract class WarehouseContract {

    private static final ExternalSchema GAMES = new ExternalSchema("players_schema", "games-db");

    /** Where {@link #publish} writes. */
    @TempDir
    protected Path tables;

    protected final SparkSession spark;

    private int runs;

    protected WarehouseContract(SparkSession spark) {
        this.spark = spark;
    }

    /** The warehouse under test, without schemas of the test; the same one during a test. */
    protected abstract Warehouse warehouse();

    /** The catalog that {@link #warehouse} reads, empty when a test starts. */
    protected abstract Catalog catalog();

    @Test
    void everyTableOfTheDatabaseIsReadable() {
        publish("players", "SELECT 1L AS id, 'Ann' AS name");
        publish("scores", "SELECT 1L AS id, 10 AS score");

        warehouse().exposeSchema(GAMES);

        assertThat(rows("SELECT id, name FROM players_schema.players")).containsExactly("1|Ann");
        assertThat(
                        rows(
                                "SELECT p.name, s.score FROM players_schema.players p JOIN players_schema.scores s ON p.id = s.id"))
                .containsExactly("Ann|10");
    }

    @Test
    void tablesOfOtherDatabasesAreNotInTheSchema() {
        publish("players", "SELECT 1L AS id");
        publish(new TableName("other", "secrets"), spark.sql("SELECT 1L AS id"));

        warehouse().exposeSchema(GAMES);

        assertThatThrownBy(() -> warehouse().query("SELECT * FROM players_schema.secrets"))
                .isInstanceOf(RelataException.class);
    }

    @Test
    void exposingAgainChangesNothing() {
        publish("players", "SELECT 1L AS id");

        warehouse().exposeSchema(GAMES);
        warehouse().exposeSchema(GAMES);

        assertThat(rows("SELECT id FROM players_schema.players")).containsExactly("1");
    }

    @Test
    void databaseThatDoesNotExistGivesAnEmptySchema() {
        warehouse().exposeSchema(GAMES);

        assertThatThrownBy(() -> warehouse().query("SELECT * FROM players_schema.players"))
                .isInstanceOf(RelataException.class);
    }

    @Test
    void tablesThatCameAndWentComeAndGo() {
        publish("players", "SELECT 1L AS id");
        publish("scores", "SELECT 2L AS id");
        warehouse().exposeSchema(GAMES);
        drop("players");
        publish("items", "SELECT 3L AS id");

        warehouse().exposeSchema(GAMES);

        assertThat(rows("SELECT id FROM players_schema.items")).containsExactly("3");
        assertThat(rows("SELECT id FROM players_schema.scores")).containsExactly("2");
        assertThatThrownBy(() -> warehouse().query("SELECT * FROM players_schema.players"))
                .isInstanceOf(RelataException.class);
    }

    @Test
    void tablePublishedAnewShowsItsNewRowsAndColumns() {
        publish("players", "SELECT 1L AS id, 'Ann' AS name");
        warehouse().exposeSchema(GAMES);
        publish("players", "SELECT 2L AS id, 7 AS age, 'Ben' AS name");

        warehouse().exposeSchema(GAMES);

        assertThat(warehouse().query("SELECT * FROM players_schema.players").columns())
                .containsExactly("id", "age", "name");
        assertThat(rows("SELECT * FROM players_schema.players")).containsExactly("2|7|Ben");
    }

    @Test
    void tableWithoutRowsHasItsColumns() {
        publish("players", "SELECT id, name FROM VALUES (1L, 'Ann') AS t(id, name) WHERE id > 1");

        warehouse().exposeSchema(GAMES);

        assertThat(warehouse().query("SELECT * FROM players_schema.players").columns())
                .containsExactly("id", "name");
        assertThat(rows("SELECT COUNT(*) FROM players_schema.players")).containsExactly("0");
    }

    @Test
    void tableThatCannotBeReadLeavesTheSchemaAsItWas() {
        publish("players", "SELECT 1L AS id");
        warehouse().exposeSchema(GAMES);
        publish("players", "SELECT 2L AS id");
        publish("items", "SELECT 3L AS id");
        register(
                new TableName(GAMES.database(), "zombies"),
                new StructType().add("id", "bigint"),
                "/there/is/no/such/folder");

        assertThatThrownBy(() -> warehouse().exposeSchema(GAMES)).isInstanceOf(RelataException.class);

        assertThat(rows("SELECT id FROM players_schema.players")).containsExactly("1");
        assertThatThrownBy(() -> warehouse().query("SELECT * FROM players_schema.items"))
                .isInstanceOf(RelataException.class);
    }

    @Test
    void refreshCreatesTheViewThenBringsItUpToDate() {
        publish("players", "SELECT 1L AS id");
        warehouse().exposeSchema(GAMES);
        MaterializedView view =
                new MaterializedView("mv_players", "SELECT COUNT(*) AS players FROM players_schema.players");

        warehouse().refresh(view);
        assertThat(rows("SELECT players FROM mv_players")).containsExactly("1");

        publish("players", "SELECT id FROM VALUES (1L), (2L) AS t(id)");
        warehouse().exposeSchema(GAMES);
        assertThat(rows("SELECT players FROM mv_players")).as("before refresh").containsExactly("1");
        warehouse().refresh(view);
        assertThat(rows("SELECT players FROM mv_players")).containsExactly("2");
    }

    @Test
    void viewMayNameASchemaOfItsOwn() {
        warehouse().refresh(new MaterializedView("reports.totals", "SELECT 7 AS total"));

        assertThat(rows("SELECT total FROM reports.totals")).containsExactly("7");
    }

    @Test
    void failingRefreshKeepsTheOldRows() {
        publish("players", "SELECT '1' AS text");
        warehouse().exposeSchema(GAMES);
        MaterializedView view =
                new MaterializedView("mv_numbers", "SELECT CAST(text AS INTEGER) AS n FROM players_schema.players");
        warehouse().refresh(view);
        publish("players", "SELECT 'one' AS text");
        warehouse().exposeSchema(GAMES);

        assertThatThrownBy(() -> warehouse().refresh(view))
                .isInstanceOf(RelataException.class)
                .hasMessageStartingWith("Cannot refresh materialized view mv_numbers (");
        assertThatThrownBy(() -> warehouse().refresh(new MaterializedView("mv_numbers", "SELECT nothing FROM nowhere")))
                .isInstanceOf(RelataException.class);

        assertThat(rows("SELECT n FROM mv_numbers")).containsExactly("1");
    }

    @Test
    void viewOfMoreThanOneStatementIsRefusedAndNoneOfThemRuns() {
        warehouse().refresh(new MaterializedView("mv_kept", "SELECT 1 AS n"));
        warehouse().refresh(new MaterializedView("mv_other", "SELECT 1 AS n"));

        for (String sql : List.of(
                "SELECT 2 AS n; DROP TABLE mv_other",
                "SELECT 2 AS n) t; DROP TABLE mv_other; --",
                "SELECT 2 AS n); DROP TABLE mv_other; --",
                "SELECT '2') AS n; DROP TABLE mv_other; --",
                "DROP TABLE mv_other",
                "")) {
            assertThatThrownBy(() -> warehouse().refresh(new MaterializedView("mv_kept", sql)))
                    .as(sql)
                    .isInstanceOf(RelataException.class);
        }

        assertThat(rows("SELECT n FROM mv_kept UNION ALL SELECT n FROM mv_other"))
                .containsExactly("1", "1");
    }

    @Test
    void viewMayEndInASemicolonAndAComment() {
        warehouse()
                .refresh(new MaterializedView("mv_one", "WITH one AS (SELECT ';''' AS n)\nSELECT n FROM one; -- done"));

        assertThat(rows("SELECT n FROM mv_one")).containsExactly(";'");
    }

    @Test
    void namesAreDataAndNeverSql() {
        publish("kept", "SELECT 1L AS id");
        for (String name :
                List.of("a\"b", "a.b", "x; drop table kept", "it's", "select", "ä 漢 --", "(*)", "\\", "%s")) {
            String column = "col " + name;
            Dataset<Row> rows = spark.sql("SELECT 1L AS id").withColumnRenamed("id", column);
            publish(new TableName(GAMES.database(), name), rows);
            ExternalSchema schema = new ExternalSchema("schema " + name, GAMES.database());

            warehouse().exposeSchema(schema);

            assertThat(rows("SELECT " + quoted(column) + " FROM " + quoted(schema.name()) + "." + quoted(name)))
                    .containsExactly("1");
            assertThat(rows("SELECT id FROM " + quoted(schema.name()) + ".kept"))
                    .containsExactly("1");
        }
        warehouse().refresh(new MaterializedView("mv\"; DROP VIEW x", "SELECT 1 AS n"));
        assertThat(rows("SELECT n FROM \"mv\"\"; DROP VIEW x\"")).containsExactly("1");
    }

    @Test
    void everyTypeKeepsItsValuesAndNullStaysNull() {
        publish("types", """
                SELECT * FROM VALUES
                  (1, 9223372036854775807L, 2147483647, 'text', CAST(12345678.90 AS DECIMAL(10, 2)),
                   DATE '1969-12-31', TIMESTAMP '2026-01-31 23:59:59.123456', X'00FF', 0.1D, true),
                  (2, -9223372036854775808L, -1, '', CAST(-0.01 AS DECIMAL(10, 2)),
                   DATE '2024-02-29', TIMESTAMP '1900-01-01 00:00:00', X'', -1.5D, false),
                  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
                AS t(k, long, int, text, price, day, moment, raw, share, flag)""");

        warehouse().exposeSchema(GAMES);

        String when = "CASE WHEN %s THEN '%s' END";
        assertThat(rows("SELECT k, long, int, text, price, day, share, OCTET_LENGTH(raw), "
                        + when.formatted("moment = TIMESTAMP '2026-01-31 23:59:59.123456'", "late") + ", "
                        + when.formatted("moment = TIMESTAMP '1900-01-01 00:00:00'", "early") + ", "
                        + when.formatted("flag", "yes") + ", " + when.formatted("NOT flag", "no")
                        + " FROM players_schema.types ORDER BY k"))
                .containsExactly(
                        "1|9223372036854775807|2147483647|text|12345678.90|1969-12-31|0.1|2|late|NULL|yes|NULL",
                        "2|-9223372036854775808|-1||-0.01|2024-02-29|-1.5|0|NULL|early|NULL|no",
                        "3|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL");
    }

    @Test
    void resultKeepsTheOrderOfTheQuery() {
        assertThat(rows("SELECT n FROM (SELECT 1 AS n UNION ALL SELECT 3 UNION ALL SELECT 2) t ORDER BY n DESC"))
                .containsExactly("3", "2", "1");
    }

    @Test
    void queryThatTheEngineRefusesIsAnErrorAndTheNextOneWorks() {
        assertThatThrownBy(() -> warehouse().query("SELECT 1 FROM nowhere")).isInstanceOf(RelataException.class);
        assertThatThrownBy(() -> warehouse().query("SELEC 1")).isInstanceOf(RelataException.class);

        assertThat(rows("SELECT 1")).containsExactly("1");
    }

    /** Writes the rows as Parquet and registers them, as a run that replaces the table would. */
    protected final void publish(TableName name, Dataset<Row> rows) {
        runs++;
        Path folder = tables.resolve("run-" + runs);
        spark.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
        rows.write().parquet(folder.toString());
        register(name, rows.schema(), folder.toString());
    }

    protected final void publish(String table, String sql) {
        publish(new TableName(GAMES.database(), table), spark.sql(sql));
    }

    private void register(TableName name, StructType columns, String location) {
        CatalogVersion version = catalog().find(name).map(CatalogTable::version).orElse(CatalogVersion.ABSENT);
        catalog()
                .put(
                        new TableDefinition(
                                name,
                                columns,
                                List.of(),
                                location,
                                TableFormat.PARQUET,
                                Optional.empty(),
                                new RunId("20260101t000000z-%08x".formatted(runs)),
                                new TableStatistics(0, 0, 0)),
                        version);
    }

    private void drop(String table) {
        TableName name = new TableName(GAMES.database(), table);
        catalog().drop(name, catalog().find(name).orElseThrow().version());
    }

    /** Each row with its values between bars. */
    protected final List<String> rows(String sql) {
        return warehouse().query(sql).rows().stream()
                .map(row -> String.join(
                        "|", row.stream().map(value -> value.orElse("NULL")).toList()))
                .toList();
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
