package io.relata.jobs.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.testing.SparkExtension;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server, whose own time zone is not UTC. */
@ExtendWith(SparkExtension.class)
class MariaDbReadingTest {

    private static MariaDbServer server;
    private final SparkSession spark;

    MariaDbReadingTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    static void start() throws Exception {
        server = MariaDbServer.shared();
    }

    private static Database database(String driver) {
        return new Database(server.url(driver), new DatabaseLogin(MariaDbServer.USER, MariaDbServer.PASSWORD));
    }

    private static Database database() {
        return database("mariadb");
    }

    private JdbcReading table(String name, JdbcOptions options) {
        return JdbcSource.of(database(), JdbcRecords.Table.of(name), options).open(spark);
    }

    private static Dataset<Row> good(JdbcReading reading) {
        return reading.rows()
                .where(functions.col(RejectedRecord.COLUMN).isNull())
                .drop(RejectedRecord.COLUMN);
    }

    private static List<String> rejects(JdbcReading reading) {
        return reading
                .rows()
                .where(functions.col(RejectedRecord.COLUMN).isNotNull())
                .select(RejectedRecord.COLUMN + ".*")
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "mysql"})
    void everyTypeKeepsItsValuesWhicheverDriverReadsIt(String driver) {
        server.run(
                "SET time_zone = '+00:00'",
                "CREATE OR REPLACE TABLE kinds (t1 TINYINT(1), tu TINYINT UNSIGNED, su SMALLINT UNSIGNED, m MEDIUMINT, mu"
                        + " MEDIUMINT UNSIGNED, i INT, iu INT UNSIGNED, b BIGINT, bu BIGINT UNSIGNED, d DECIMAL(38,10), d65"
                        + " DECIMAL(65,30), f FLOAT, db DOUBLE, b1 BIT(1), b8 BIT(8), b64 BIT(64), dt DATE, dtm DATETIME(6),"
                        + " ts TIMESTAMP(3) NULL, tm TIME(3), y YEAR, ch CHAR(5), tx LONGTEXT, e ENUM('a','b'), st"
                        + " SET('x','y'), vb VARBINARY(5), bl BLOB, js JSON, u UUID)",
                "INSERT INTO kinds VALUES (5, 255, 65535, -8388608, 16777215, -2147483648, 4294967295,"
                        + " -9223372036854775808, 18446744073709551615, -1234567890123456789012345678.0123456789,"
                        + " 12345678901234567890123456789012345.000000000000000000000000000001, 16777215, 0.1, 1, 200,"
                        + " 18446744073709551615, '1000-01-01', '9999-12-31 23:59:59.999999', '2026-03-29 02:30:00.125',"
                        + " '-838:59:59.5', 2155, 'ab', 'héß€😀', 'b', 'x,y', x'00ff', x'', '{\"a\": 1}',"
                        + " '123e4567-e89b-12d3-a456-426655440000'), (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                        + " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                        + " NULL, NULL, NULL, NULL)");
        JdbcReading reading = JdbcSource.of(database(driver), JdbcRecords.Table.of("shop.kinds"), JdbcOptions.DEFAULT)
                .open(spark);
        List<Row> rows =
                good(reading).orderBy(functions.col("i").asc_nulls_last()).collectAsList();
        Map<String, String> found = new LinkedHashMap<>();
        for (StructField field : reading.schema().fields()) {
            Object value = rows.get(0).getAs(field.name());
            found.put(
                    field.name(),
                    field.dataType().catalogString() + " "
                            + (value instanceof byte[] bytes
                                    ? java.util.HexFormat.of().formatHex(bytes)
                                    : value));
        }
        assertThat(found).containsExactlyEntriesOf(expected());
        assertThat(rows).hasSize(2);
        for (int i = 0; i < reading.schema().size(); i++) {
            assertThat(rows.get(1).isNullAt(i))
                    .as(reading.schema().fieldNames()[i])
                    .isTrue();
        }
        assertThat(reading.notes())
                .containsExactly(
                        "Column d65 is read as text: no type of Spark's holds what its type in the database does.",
                        "Column tm is read as text: no type of Spark's holds what its type in the database does.");
    }

    private static Map<String, String> expected() {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("t1", "tinyint 5");
        expected.put("tu", "smallint 255");
        expected.put("su", "int 65535");
        expected.put("m", "int -8388608");
        expected.put("mu", "int 16777215");
        expected.put("i", "int -2147483648");
        expected.put("iu", "bigint 4294967295");
        expected.put("b", "bigint -9223372036854775808");
        expected.put("bu", "decimal(20,0) 18446744073709551615");
        expected.put("d", "decimal(38,10) -1234567890123456789012345678.0123456789");
        expected.put("d65", "string 12345678901234567890123456789012345.000000000000000000000000000001");
        expected.put("f", "float 1.6777215E7");
        expected.put("db", "double 0.1");
        expected.put("b1", "boolean true");
        expected.put("b8", "bigint 200");
        expected.put("b64", "decimal(20,0) 18446744073709551615");
        expected.put("dt", "date 1000-01-01");
        expected.put("dtm", "timestamp 9999-12-31 23:59:59.999999");
        expected.put("ts", "timestamp 2026-03-29 02:30:00.125");
        expected.put("tm", "string -838:59:59.500");
        expected.put("y", "smallint 2155");
        expected.put("ch", "string ab");
        expected.put("tx", "string héß€😀");
        expected.put("e", "string b");
        expected.put("st", "string x,y");
        expected.put("vb", "binary 00ff");
        expected.put("bl", "binary ");
        expected.put("js", "string {\"a\": 1}");
        expected.put("u", "string 123e4567-e89b-12d3-a456-426655440000");
        return expected;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "mysql"})
    void aDateThatTheCalendarHasNotIsRejectedOrNullAndNeverAnotherDate(String driver) {
        server.run(
                "CREATE OR REPLACE TABLE zeros (id INT, d DATE, t DATETIME, s TIMESTAMP NULL)",
                "INSERT INTO zeros VALUES (1, '0000-00-00', '2026-01-01', NULL), (2, '2026-01-01', '2021-02-00', NULL), (3,"
                        + " '2026-01-01', '2026-01-01', 0), (4, '2026-01-01', '2026-01-01', NULL)");
        JdbcRecords zeros = JdbcRecords.Table.of("zeros");
        JdbcReading rejecting =
                JdbcSource.of(database(driver), zeros, JdbcOptions.DEFAULT).open(spark);
        assertThat(good(rejecting).select("id").collectAsList()).hasToString("[[4]]");
        String why = "is a date that the calendar does not have, such as 0000-00-00,table zeros,null]";
        assertThat(rejects(rejecting))
                .containsExactly(
                        "[id=1, d=0000-00-00, t=2026-01-01 00:00:00, s=null,SCHEMA_MISMATCH,column d " + why,
                        "[id=2, d=2026-01-01, t=2021-02-00 00:00:00, s=null,SCHEMA_MISMATCH,column t " + why,
                        "[id=3, d=2026-01-01, t=2026-01-01 00:00:00, s=0000-00-00 00:00:00,SCHEMA_MISMATCH,column s "
                                + why);
        JdbcReading nulls = JdbcSource.of(database(driver), zeros, JdbcOptions.DEFAULT.withZeroDates(ZeroDates.NULL))
                .open(spark);
        assertThat(good(nulls)
                        .orderBy("id")
                        .selectExpr("d IS NULL", "t IS NULL", "s IS NULL")
                        .collectAsList())
                .hasToString("[[true,false,true], [false,true,true], [false,false,true], [false,false,true]]");
    }

    /** Nulls, values outside of the bounds, and values at them. */
    @Test
    void eachRowIsInOnePartWhateverItsValueIs() {
        server.run(
                "CREATE OR REPLACE TABLE parts (id INT, n BIGINT UNSIGNED, d DATE, t DATETIME(6), p DECIMAL(12,2))",
                "INSERT INTO parts SELECT seq, IF(seq % 7 = 0, NULL, seq * 1000), IF(seq % 5 = 0, '0000-00-00',"
                        + " '2026-01-01' + INTERVAL seq DAY), IF(seq % 3 = 0, NULL, '2026-01-01' + INTERVAL seq HOUR), seq"
                        + " / 4 - 20 FROM seq_1_to_200",
                "UPDATE parts SET n = 18446744073709551615 WHERE id = 1",
                "UPDATE parts SET n = 0 WHERE id = 2",
                "UPDATE parts SET d = '2020-02-00' WHERE id = 3");
        for (PartitionedBy by : List.of(
                new PartitionedBy("n", Optional.empty(), 4),
                new PartitionedBy("n", Optional.of(new PartitionedBy.Bounds("50000", "150000")), 5),
                new PartitionedBy("d", Optional.empty(), 3),
                new PartitionedBy("d", Optional.of(new PartitionedBy.Bounds("2026-02-01", "2026-03-01")), 3),
                new PartitionedBy("t", Optional.empty(), 4),
                new PartitionedBy("t", Optional.of(new PartitionedBy.Bounds("2026-01-02", "2026-01-03T12:00:00")), 4),
                new PartitionedBy("p", Optional.empty(), 4))) {
            JdbcReading reading =
                    table("parts", JdbcOptions.DEFAULT.withPartitions(by).withZeroDates(ZeroDates.NULL));
            Dataset<Row> rows = good(reading);
            assertThat(rows.rdd().getNumPartitions()).as(by.toString()).isEqualTo(by.count());
            assertThat(rows.selectExpr("count(*)", "count(DISTINCT id)", "sum(id)")
                            .first())
                    .as(by.toString())
                    .hasToString("[200,200,20100]");
        }
        assertThat(table("parts", JdbcOptions.DEFAULT.withPartitions(new PartitionedBy("id", Optional.empty(), 2)))
                        .notes())
                .containsExactly("Its parts are read at several moments, as mariadb shares no snapshot: a row written"
                        + " meanwhile may be there or not, and one whose id changes may be missing or there twice.");
    }

    @Test
    void partsThatCannotBeCutAreRefused() {
        server.run("CREATE OR REPLACE TABLE texts (id INT, name TEXT)", "INSERT INTO texts VALUES (1, 'a')");
        assertThatThrownBy(() -> table(
                                "texts",
                                JdbcOptions.DEFAULT.withPartitions(new PartitionedBy("name", Optional.empty(), 2)))
                        .rows())
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot read table texts (" + server.url()
                        + "): column name holds neither numbers nor dates nor times, so it has no equal ranges. Name another"
                        + " under partition, or leave partition out.");
        assertThatThrownBy(() -> table(
                                "texts",
                                JdbcOptions.DEFAULT.withPartitions(
                                        new PartitionedBy("id", Optional.of(new PartitionedBy.Bounds("1", "many")), 2)))
                        .rows())
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot read table texts (" + server.url()
                        + "): lower or upper is no value of column id. Write values such as the column has, or leave both"
                        + " out.");
    }

    /** Both kinds of times stand for UTC, though the server's sessions are five hours behind. */
    @Test
    void aWindowTakesTheRowsFromItsBeginToBeforeItsEnd() {
        server.run(
                "CREATE OR REPLACE TABLE changes (id INT, s TIMESTAMP(6) NULL, t DATETIME(6), note VARCHAR(20))",
                "SET time_zone = '+00:00'",
                "INSERT INTO changes SELECT seq, ts, ts, ':from' FROM (SELECT seq, TIMESTAMP'2026-01-31 23:59:59.999998' +"
                        + " INTERVAL seq MICROSECOND AS ts FROM seq_1_to_4) AS x");
        Window window = new Window(
                Optional.of(Instant.parse("2026-02-01T00:00:00Z")),
                Optional.of(Instant.parse("2026-02-01T01:00:00.000002+01:00")));
        for (String column : List.of("s", "t")) {
            JdbcOptions options = JdbcOptions.DEFAULT
                    .withWhere(column + " >= :from AND " + column + " < :as-of AND note = ':from' -- all that is")
                    .withWindow(window);
            assertThat(good(table("changes", options))
                            .select("id")
                            .orderBy("id")
                            .collectAsList())
                    .as(column)
                    .hasToString("[[2], [3]]");
            JdbcSource query = JdbcSource.of(
                    database(),
                    new JdbcRecords.Query("changes.sql", "SELECT id FROM changes WHERE s >= :from -- and on"),
                    options.withWhere("id < 4"));
            assertThat(good(query.open(spark)).orderBy("id").collectAsList()).hasToString("[[2], [3]]");
        }
    }

    @Test
    void jsonIsParsedByTheTypeOfAllItsValuesOrByAGivenOne() {
        server.run(
                "CREATE OR REPLACE TABLE docs (id INT, j LONGTEXT, k LONGTEXT)",
                "INSERT INTO docs VALUES (1, '{\"a\": 1}', '[1, 2]'), (2, '{\"a\": 2, \"b\": [{\"c\": \"x\"}]}', '[3]'), (3,"
                        + " NULL, NULL), (4, '{\"a\": 1', '[1]'), (5, '{}', '[1, \"x\"]'), (6, '{} {}', '[]')");
        Map<String, JsonType> types = Map.of("j", JsonType.INFERRED, "k", JsonType.of("array<int>"));
        JdbcReading reading = table("docs", JdbcOptions.DEFAULT.withJson(types));
        assertThat(reading.schema().catalogString())
                .isEqualTo("struct<id:int,j:struct<a:bigint,b:array<struct<c:string>>>,k:array<int>>");
        assertThat(good(reading)
                        .selectExpr("id", "to_json(j)", "to_json(k)")
                        .orderBy("id")
                        .collectAsList())
                .hasToString("[[1,{\"a\":1},[1,2]], [2,{\"a\":2,\"b\":[{\"c\":\"x\"}]},[3]], [3,null,null]]");
        assertThat(rejects(reading))
                .containsExactly(
                        "[[1, \"x\"],SCHEMA_MISMATCH,column k holds a value that its column's type cannot hold,table"
                                + " docs,null]",
                        "[id=4, j={\"a\": 1, k=[1],MALFORMED,column j is no JSON from character 7 on,table docs,null]",
                        "[id=6, j={} {}, k=[],MALFORMED,column j is more than one value,table docs,null]");
    }

    /** Names of columns and tables are data, as they come from the database or from a job file. */
    @Test
    void namesAreQuoted() {
        server.run(
                "CREATE OR REPLACE TABLE `a``b; DROP` (`x y` INT, `we``ird.$1` INT)",
                "INSERT INTO `a``b; DROP` VALUES (1, 2)");
        JdbcReading reading = table(
                "shop.a`b; DROP",
                JdbcOptions.DEFAULT.withPartitions(new PartitionedBy("we`ird.$1", Optional.empty(), 2)));
        assertThat(reading.schema().fieldNames()).containsExactly("x y", "we`ird.$1");
        assertThat(good(reading).collectAsList()).hasToString("[[1,2]]");
    }

    @Test
    void manyRowsAreReadWithAFewInMemory() throws SQLException {
        server.run(
                "CREATE OR REPLACE TABLE many (id INT PRIMARY KEY, amount DECIMAL(12,3), changed DATETIME(6))",
                "INSERT INTO many SELECT seq, seq * 1.117, '2020-01-01' + INTERVAL seq * 7919 SECOND FROM"
                        + " seq_1_to_200000");
        JdbcOptions options =
                JdbcOptions.DEFAULT.withFetchSize(50).withPartitions(new PartitionedBy("id", Optional.empty(), 2));
        Row read = good(table("many", options))
                .selectExpr(
                        "count(*)", "CAST(sum(amount) AS DECIMAL(20,3))", "CAST(sum(unix_seconds(changed)) AS STRING)")
                .first();
        try (Connection connection = server.connection();
                Statement statement = connection.createStatement();
                ResultSet expected = statement.executeQuery(
                        "SELECT COUNT(*), SUM(amount), SUM(TIMESTAMPDIFF(SECOND, '1970-01-01', changed)) FROM many")) {
            expected.next();
            assertThat(read.getLong(0)).isEqualTo(expected.getLong(1)).isEqualTo(200_000);
            assertThat(read.getDecimal(1)).isEqualTo(new BigDecimal(expected.getString(2)));
            assertThat(read.getString(2)).isEqualTo(expected.getString(3));
        }
    }

    /** Else the driver holds it. */
    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "mysql"})
    void theServerSendsNoMoreThanATaskHasAskedFor(String driver) throws SQLException {
        String from = "(SELECT REPEAT('x', 2000) AS t FROM seq_1_to_50000) AS q WHERE (1 = 1)";
        Selection selection = new Selection(
                database(driver), "query wide", from, List.of(ReadColumn.of("t", "t", Conversions.TEXT)), "", 10);
        long before = bytesSent();
        SelectedRows rows = SelectedRows.open(selection, "1 = 1");
        for (int i = 0; i < 5; i++) {
            assertThat(rows.next().getString(0)).hasSize(2000);
        }
        assertThat(bytesSent() - before).isLessThan(30_000_000);
        rows.end();
    }

    private static long bytesSent() throws SQLException {
        try (Connection connection = server.connection();
                Statement statement = connection.createStatement();
                ResultSet sent = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Bytes_sent'")) {
            sent.next();
            return sent.getLong(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "mysql"})
    void aWrongPasswordIsToldWithoutIt(String driver) {
        Database wrong = new Database(server.url(driver), new DatabaseLogin("reader", "falsch-und-geheim"));
        assertThat(wrong.toString()).doesNotContain("geheim");
        assertThatThrownBy(() -> JdbcSource.of(wrong, JdbcRecords.Table.of("x"), JdbcOptions.DEFAULT)
                        .open(spark))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot read table x (" + wrong.url()
                        + "): Access denied for user 'reader'@'127.0.0.1' (using password: YES) (SQLSTATE 28000, error 1045)."
                        + " Check the user, the password and the database.")
                .hasNoCause();
    }

    /** The condition fails in the tasks only. */
    @Test
    void aReadThatBreaksInItsTasksIsToldByTheDatabasesWordsWithoutValues() {
        server.run("CREATE OR REPLACE TABLE breaking (id INT)", "INSERT INTO breaking VALUES (1), (2)");
        JdbcReading reading = table("breaking", JdbcOptions.DEFAULT.withWhere("id / (SELECT id FROM breaking) > 0"));
        assertThatThrownBy(reading::rows)
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot read table breaking (" + server.url()
                        + "): Subquery returns more than 1 row (SQLSTATE 21000, error 1242). See what the database says, then"
                        + " run again.");
        assertThat(ReadFailure.of(
                        new SQLException("Incorrect value: 'geheim'", "22007", 1292), database(), "table breaking"))
                .hasMessage("Cannot read table breaking (" + server.url()
                        + "): the database refuses a value (SQLSTATE 22007, error 1292). Run the query in the database, whose"
                        + " message tells the value.");
        assertThat(ReadFailure.of(
                        new SQLException("(conn=3) you said " + MariaDbServer.PASSWORD, "HY000", 1),
                        database(),
                        "table breaking"))
                .hasMessage("Cannot read table breaking (" + server.url()
                        + "): you said (hidden) (SQLSTATE HY000, error 1). Check the address and the network, and that the"
                        + " server runs.");
    }

    @Test
    void columnsThatTheResultCannotHaveAreRefused() {
        server.run("CREATE OR REPLACE TABLE odd (id INT, __relata_rejected INT)");
        assertThatThrownBy(() -> table("odd", JdbcOptions.DEFAULT))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot read table odd (" + server.url()
                        + "): it has the column __relata_rejected, which is kept for what is known of rejected records."
                        + " Write a query that leaves the column out or renames it.");
        assertThatThrownBy(() -> table("odd", JdbcOptions.DEFAULT.withJson(Map.of("id", JsonType.INFERRED))))
                .isInstanceOf(RelataException.class);
    }

    @Test
    void passwordsAreInNoPlanOfSparks() {
        server.run("CREATE OR REPLACE TABLE planned (id INT)", "INSERT INTO planned VALUES (1)");
        Dataset<Row> rows = table("planned", JdbcOptions.DEFAULT).rows();
        assertThat(rows.queryExecution().toString()).doesNotContain(MariaDbServer.PASSWORD);
        assertThat(rows.rdd().toDebugString()).doesNotContain(MariaDbServer.PASSWORD);
    }
}
