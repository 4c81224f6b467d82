package io.relata.jobs.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.catalog.redshift.Postgres;
import io.relata.testing.SparkExtension;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Against a real server, whose own time zone is not UTC. */
@ExtendWith(SparkExtension.class)
class PostgresReadingTest {

    private static Postgres server;
    private final SparkSession spark;

    PostgresReadingTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    static void start() throws Exception {
        server = Postgres.start();
        run(
                "ALTER DATABASE postgres SET timezone = 'America/New_York'",
                "ALTER DATABASE postgres SET datestyle = 'German'");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static void run(String... statements) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Not as Redshift's sessions are. */
    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(server.url());
    }

    private static Database database() {
        return new Database(server.url().replaceFirst("\\?.*$", ""), new DatabaseLogin("postgres", ""));
    }

    private JdbcReading table(String name, JdbcOptions options) {
        return JdbcSource.of(database(), JdbcRecords.Table.of(name), options).open(spark);
    }

    private static Dataset<Row> good(JdbcReading reading) {
        return reading.rows()
                .where(functions.col(RejectedRecord.COLUMN).isNull())
                .drop(RejectedRecord.COLUMN);
    }

    private static String shown(Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }

    @Test
    void everyTypeKeepsItsValues() throws SQLException {
        run(
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
                "CREATE TABLE kinds (b bool, i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, n numeric(38,10), nn numeric,"
                        + " n50 numeric(50,2), m money, d date, t timestamp, tz timestamptz, ti time, iv interval, c char(5), v"
                        + " varchar, x text, by bytea, u uuid, j jsonb, e mood, p positive, bits bit(3), ai int[], an"
                        + " numeric(6,2)[], at text[], atz timestamptz[], ad date[], af float8[], am mood[], s serial)",
                "INSERT INTO kinds VALUES (true, -32768, 2147483647, -9223372036854775808, 16777215, 'NaN',"
                        + " -1234567890123456789012345678.0123456789, 1e30, 123456789012345678901234567890123456789012345678.5,"
                        + " 12.5, '9999-12-31', '2026-03-29 02:30:00.123456', '2026-03-29 02:30:00.5+02', '23:59:59.5', '1 day"
                        + " 2 hours', 'ab', 'vé', 'x', '\\x00ff', '123e4567-e89b-12d3-a456-426655440000', '{\"a\": [1]}', 'ok',"
                        + " 5, B'101', '{1,NULL,3}', '{1.50,2}', '{\"a b\",NULL,\"\"}', '{\"2026-01-01 00:00:00+01\"}',"
                        + " '{2026-01-31}', '{Infinity,0.1}', '{ok}')",
                "INSERT INTO kinds (i4, s) VALUES (NULL, 7)");
        JdbcReading reading = table("public.kinds", JdbcOptions.DEFAULT);
        List<Row> rows = good(reading).orderBy("s").collectAsList();
        Map<String, String> found = new LinkedHashMap<>();
        for (StructField field : reading.schema().fields()) {
            String value = shown(rows.get(0).getAs(field.name()));
            found.put(
                    field.name(),
                    field.dataType().catalogString() + " "
                            + (field.dataType().catalogString().startsWith("array")
                                    ? rows.get(0)
                                            .getList(rows.get(0).fieldIndex(field.name()))
                                            .toString()
                                    : value));
        }
        assertThat(found).containsExactlyEntriesOf(expected());
        assertThat(rows).hasSize(2);
        for (int i = 0; i < reading.schema().size() - 1; i++) {
            assertThat(rows.get(1).isNullAt(i))
                    .as(reading.schema().fieldNames()[i])
                    .isTrue();
        }
        assertThat(reading.notes().stream().map(note -> note.split(" ", 3)[1]))
                .containsExactly("nn", "n50", "m", "ti", "iv", "e", "bits", "am");
    }

    private static Map<String, String> expected() {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("b", "boolean true");
        expected.put("i2", "smallint -32768");
        expected.put("i4", "int 2147483647");
        expected.put("i8", "bigint -9223372036854775808");
        expected.put("f4", "float 1.6777215E7");
        expected.put("f8", "double NaN");
        expected.put("n", "decimal(38,10) -1234567890123456789012345678.0123456789");
        expected.put("nn", "string 1000000000000000000000000000000");
        expected.put("n50", "string 123456789012345678901234567890123456789012345678.50");
        expected.put("m", "string 12.50");
        expected.put("d", "date 9999-12-31");
        expected.put("t", "timestamp 2026-03-29 02:30:00.123456");
        expected.put("tz", "timestamp 2026-03-29 00:30:00.5");
        expected.put("ti", "string 23:59:59.5");
        expected.put("iv", "string P1DT2H");
        expected.put("c", "string ab   ");
        expected.put("v", "string vé");
        expected.put("x", "string x");
        expected.put("by", "binary 00ff");
        expected.put("u", "string 123e4567-e89b-12d3-a456-426655440000");
        expected.put("j", "string {\"a\": [1]}");
        expected.put("e", "string ok");
        expected.put("p", "int 5");
        expected.put("bits", "string 101");
        expected.put("ai", "array<int> [1, null, 3]");
        expected.put("an", "array<decimal(6,2)> [1.50, 2.00]");
        expected.put("at", "array<string> [a b, null, ]");
        expected.put("atz", "array<timestamp> [2025-12-31 23:00:00.0]");
        expected.put("ad", "array<date> [2026-01-31]");
        expected.put("af", "array<double> [Infinity, 0.1]");
        expected.put("am", "string {ok}");
        expected.put("s", "int 1");
        return expected;
    }

    @Test
    void valuesThatNoTypeHoldsAreRejected() throws SQLException {
        run(
                "CREATE TABLE unfit (id int, d date, t timestamptz, n numeric(10,2), a int[])",
                "INSERT INTO unfit VALUES (1, 'infinity', now(), 1, '{}'), (2, '0044-03-15 BC', now(), 1, '{}'), (3,"
                        + " '10000-01-01', now(), 1, '{}'), (4, '2026-01-01', '-infinity', 1, '{}'), (5, '2026-01-01', now(),"
                        + " 'NaN', '{}'), (6, '2026-01-01', now(), 1, '{{1,2},{3,4}}'), (7, '0001-01-01', now(), 1, '{1}')");
        JdbcReading reading = table("unfit", JdbcOptions.DEFAULT);
        assertThat(good(reading).selectExpr("id", "CAST(d AS STRING)").collectAsList())
                .hasToString("[[7,0001-01-01]]");
        assertThat(reading.rows()
                        .selectExpr(RejectedRecord.COLUMN + ".*")
                        .where("detail IS NOT NULL")
                        .orderBy("raw")
                        .select("detail")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly(
                        "column d is infinite, which no date is",
                        "column d is before the year 1 or after the year 9999",
                        "column d is before the year 1 or after the year 9999",
                        "column t is infinite, which no date is",
                        "column n is NaN or infinite, which no decimal is",
                        "column a is an array of more than one dimension");
    }

    @Test
    void eachRowIsInOnePartWhateverItsValueIs() throws SQLException {
        run(
                "CREATE TABLE parts AS SELECT g AS id, CASE WHEN g % 7 = 0 THEN NULL ELSE g END AS n, CASE WHEN g % 5 = 0 THEN"
                        + " NULL WHEN g % 11 = 0 THEN timestamptz '0044-03-15 BC' ELSE timestamptz '2026-01-01 00:00:00+05' + g * interval '1 hour' END"
                        + " AS t, date '2026-01-01' + g AS d FROM generate_series(1, 200) g");
        for (PartitionedBy by : List.of(
                new PartitionedBy("n", Optional.empty(), 4),
                new PartitionedBy("t", Optional.empty(), 4),
                new PartitionedBy("d", Optional.of(new PartitionedBy.Bounds("2026-02-01", "2026-02-10")), 4))) {
            Dataset<Row> rows =
                    table("parts", JdbcOptions.DEFAULT.withPartitions(by)).rows();
            assertThat(rows.rdd().getNumPartitions()).as(by.toString()).isEqualTo(4);
            assertThat(rows.selectExpr("count(*)", "count(" + RejectedRecord.COLUMN + ")", "sum(id)")
                            .first())
                    .as(by.toString())
                    .hasToString("[200,15,18549]");
        }
    }

    /** PostgreSQL takes NaN for greater than all numbers, so the range has no end. */
    @Test
    void aRangeWithoutAnEndIsOnePart() throws SQLException {
        run(
                "CREATE TABLE nans AS SELECT g::numeric(5,1) AS n FROM generate_series(1, 9) g",
                "INSERT INTO nans VALUES ('NaN')");
        Dataset<Row> rows = table(
                        "nans", JdbcOptions.DEFAULT.withPartitions(new PartitionedBy("n", Optional.empty(), 4)))
                .rows();
        assertThat(rows.rdd().getNumPartitions()).isEqualTo(1);
        assertThat(rows.count()).isEqualTo(10);
    }

    @Test
    void aWindowIsInUtcWhateverTheColumnsKindOfTimeIs() throws SQLException {
        run(
                "CREATE TABLE changes (id int, tz timestamptz, t timestamp)",
                "INSERT INTO changes SELECT g, s AT TIME ZONE 'UTC', s FROM (SELECT g, timestamp '2026-01-31"
                        + " 23:59:59.999998' + g * interval '1 microsecond' AS s FROM generate_series(1, 4) g) AS x");
        for (String column : List.of("tz", "t")) {
            JdbcOptions options = JdbcOptions.DEFAULT
                    .withWhere(column + "::timestamp >= :from AND " + column + " < :as-of")
                    .withWindow(new Window(
                            Optional.of(Instant.parse("2026-02-01T00:00:00Z")),
                            Optional.of(Instant.parse("2026-02-01T00:00:00.000002Z"))));
            assertThat(good(table("changes", options))
                            .select("id")
                            .orderBy("id")
                            .collectAsList())
                    .as(column)
                    .hasToString("[[2], [3]]");
        }
    }

    @Test
    void allPartsSeeTheMomentAtWhichTheReadBegan() throws SQLException {
        run("CREATE TABLE moving (id int)", "INSERT INTO moving VALUES (1), (9)");
        ReadColumn id = ReadColumn.of("id", "id", Conversions.INTEGER);
        try (Snapshot snapshot = Snapshot.exportedBy(database().open("table moving"))) {
            run("UPDATE moving SET id = 2 WHERE id = 9");
            Selection selection = new Selection(
                    database(),
                    "table moving",
                    "moving WHERE (1 = 1)",
                    List.of(id),
                    snapshot.id().orElseThrow(),
                    10);
            SelectedRows low = SelectedRows.open(selection, "id < 5");
            assertThat(low.next().getInt(0)).isEqualTo(1);
            assertThat(low.hasNext()).isFalse();
            SelectedRows high = SelectedRows.open(selection, "id >= 5");
            assertThat(high.next().getInt(0)).isEqualTo(9);
            high.end();
        }
        JdbcReading parts =
                table("moving", JdbcOptions.DEFAULT.withPartitions(new PartitionedBy("id", Optional.empty(), 2)));
        assertThat(parts.notes()).isEmpty();
        assertThat(good(parts).orderBy("id").collectAsList()).hasToString("[[1], [2]]");
    }

    /** The sequence counts the rows that the server has made. */
    @Test
    void theServerMakesNoMoreRowsThanATaskHasAskedFor() throws SQLException {
        run("CREATE SEQUENCE made");
        Selection selection = new Selection(
                database(),
                "query made",
                "(SELECT nextval('made') AS n FROM generate_series(1, 200000)) AS q WHERE (1 = 1)",
                List.of(ReadColumn.of("n", "n", Conversions.LONG)),
                "",
                50);
        SelectedRows rows = SelectedRows.open(selection, "1 = 1");
        assertThat(rows.next().getLong(0)).isEqualTo(1);
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet last = statement.executeQuery("SELECT last_value FROM made")) {
            last.next();
            assertThat(last.getLong(1)).isLessThan(200);
        }
        rows.end();
    }

    /** What is counted and what is written is one reading, though the table changes between the two. */
    @Test
    void theRowsStayThoseOfTheFirstReading() throws SQLException {
        run("CREATE TABLE living (id int)", "INSERT INTO living VALUES (1)");
        JdbcReading reading = table("living", JdbcOptions.DEFAULT);
        assertThat(good(reading).count()).isEqualTo(1);
        Dataset<Row> before = reading.rows();
        run("INSERT INTO living VALUES (2)");
        assertThat(before.count()).isEqualTo(1);
        assertThat(reading.rows().count()).isEqualTo(1);
        assertThat(table("living", JdbcOptions.DEFAULT).rows().count()).isEqualTo(2);
    }

    @Test
    void aServerThatGoesAwayIsTold() throws Exception {
        Database gone;
        JdbcReading reading;
        try (Postgres other = Postgres.start()) {
            gone = new Database(other.url().replaceFirst("\\?.*$", ""), new DatabaseLogin("postgres", "sehr-geheim"));
            reading = JdbcSource.of(gone, new JdbcRecords.Query("one.sql", "SELECT 1 AS one"), JdbcOptions.DEFAULT)
                    .open(spark);
        }
        String port = gone.url().replaceFirst("^.*:(\\d+)/.*$", "$1");
        assertThatThrownBy(reading::rows)
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot read query one.sql (" + gone.url() + "): Connection to localhost:" + port
                        + " refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP"
                        + " connections. (SQLSTATE 08001, error 0). Check the address and the network, and that the server"
                        + " runs.");
    }

    @Test
    void aDriverThatIsAbsentIsNamed() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
            assertThatThrownBy(() -> new Database("jdbc:mysql://db.example/shop", new DatabaseLogin("u", "p"))
                            .open("table orders"))
                    .isInstanceOf(RelataException.class)
                    .hasMessage("Cannot read table orders (jdbc:mysql://db.example/shop): its driver"
                            + " com.mysql.cj.jdbc.Driver is not on the class path. Add com.mysql:mysql-connector-j to the jars"
                            + " of the job, such as by --jars or --extra-jars.");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void otherKindsOfDatabasesAreRefusedUnshown() {
        assertThatThrownBy(() -> new Database("jdbc:oracle:thin:geheim@x", new DatabaseLogin("", "")))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot read from a database (its address): it begins with none of jdbc:mysql:, jdbc:mariadb: and"
                                + " jdbc:postgresql:. Write one of them.");
    }
}
