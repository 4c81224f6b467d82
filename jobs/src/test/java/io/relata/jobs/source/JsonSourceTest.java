package io.relata.jobs.source;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.apache.spark.sql.RowFactory.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.testing.SparkExtension;
import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.RecordsPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class JsonSourceTest {

    private static final String NO_OBJECT = "NOT_AN_OBJECT";

    private final SparkSession spark;

    @TempDir
    private Path folder;

    JsonSourceTest(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void columnsComeInTheOrderOfTheirNamesWithTheRejectsLast() {
        assertThatTable(read("{\"b\":\"x\",\"a\":1,\"c\":[{\"d\":1.5}]}"))
                .hasColumns(
                        "a bigint",
                        "b string",
                        "c array<struct<d:double>>",
                        "__relata_rejected struct<raw:string,reason:string,detail:string,file:string,position:bigint>")
                .hasRows(create(1L, "x", List.of(create(1.5)), null));
    }

    @Test
    void missingEmptyAndNullListsStayApart() {
        Dataset<Row> records = read("{\"k\":1,\"a\":[1]}\n{\"k\":2,\"a\":[]}\n{\"k\":3,\"a\":null}\n{\"k\":4}\n");
        assertThatTable(records.drop(RejectedRecord.COLUMN))
                .hasRows(create(List.of(1L), 1L), create(List.of(), 2L), create(null, 3L), create(null, 4L));
    }

    /** Spark alone keeps one of the two, and not always the same. */
    @Test
    void keysThatDifferInCaseAreTwoColumnsHoweverTheInputIsParted() {
        for (String size : List.of("16", "1000000")) {
            String file =
                    Files.write(folder, "a.json", "{\"userId\":1}\n{\"userid\":2}\n{\"userId\":3,\"userid\":4}\n");
            spark.conf().set("spark.sql.files.maxPartitionBytes", size);
            Dataset<Row> records = JsonSource.of(file).read(spark);
            spark.conf().unset("spark.sql.files.maxPartitionBytes");
            assertThatTable(records.drop(RejectedRecord.COLUMN))
                    .hasColumns("userId bigint", "userid bigint")
                    .hasRows(create(1L, null), create(null, 2L), create(3L, 4L));
            assertThatTable(records.select("userid").filter("userid IS NOT NULL"))
                    .hasRows(create(2L), create(4L));
        }
    }

    @Test
    void listsWhoseNamesDifferInCaseAreTwoColumns() {
        assertThatTable(read("{\"Tags\":[1],\"tags\":[2]}").drop(RejectedRecord.COLUMN))
                .hasColumns("Tags array<bigint>", "tags array<bigint>")
                .hasRows(create(List.of(1L), List.of(2L)));
    }

    @Test
    void aLineThatIsNoJsonIsRejected() {
        Dataset<Row> records = read("{\"a\":1}\n{bad\n");
        assertThatTable(records.drop(RejectedRecord.COLUMN))
                .hasColumns("a bigint")
                .hasRows(create(1L), create((Object) null));
        assertThatTable(rejects(records))
                .hasRows(create(
                        "{bad",
                        "MALFORMED",
                        "Unexpected character ('b' (code 98)): was expecting double-quote to start field name",
                        "file:" + folder + "/a.json",
                        8L));
    }

    @Test
    void theLastOfARepeatedKeyCounts() {
        assertThatTable(read("{\"a\":1,\"a\":2}").drop(RejectedRecord.COLUMN))
                .hasColumns("a bigint")
                .hasRows(create(2L));
        assertThatTable(read("{\"a\":1,\"s\":{\"b\":1,\"b\":\"x\"},\"a\":1.5}").drop(RejectedRecord.COLUMN))
                .hasColumns("a double", "s struct<b:string>")
                .hasRows(create(1.5, create("x")));
    }

    @Test
    void everyLineIsARowARejectOrBlank() {
        String content = "\ufeff{\"a\":1}\r\n"
                + "\n \t\r\n"
                + "{\"a\":\r2}\n"
                + "{\"a\":3}{\"a\":4}\n"
                + "{\"a\":5} x\n"
                + "6\n\"x\"\nnull\n[]\n[{\"a\":7}]\n"
                + "{'a':8}\n{\"a\":NaN}\n{\"a\":09}\n{\"a\":1,}\n{\"a\":\"\t\"}\n"
                + "{\"a\":10}";
        Dataset<Row> records = lines(content);
        assertThat(good(records)
                        .select("a")
                        .as(org.apache.spark.sql.Encoders.LONG())
                        .collectAsList())
                .containsExactly(1L, 2L, 10L);
        assertThatTable(rejects(records).select("raw", "reason"))
                .hasRows(
                        create("{\"a\":3}{\"a\":4}", "MALFORMED"),
                        create("{\"a\":5} x", "MALFORMED"),
                        create("6", NO_OBJECT),
                        create("\"x\"", NO_OBJECT),
                        create("null", NO_OBJECT),
                        create("[]", NO_OBJECT),
                        create("[{\"a\":7}]", NO_OBJECT),
                        create("{'a':8}", "MALFORMED"),
                        create("{\"a\":NaN}", "MALFORMED"),
                        create("{\"a\":09}", "MALFORMED"),
                        create("{\"a\":1,}", "MALFORMED"),
                        create("{\"a\":\"\t\"}", "MALFORMED"));
        assertThatTable(rejects(records).filter("raw LIKE '{\"a\":3}%'").select("detail"))
                .hasRows(create("another value follows the first on its line"));
    }

    @Test
    void aLineThatIsNoTextIsRejected() {
        byte[] content = "{\"a\":\"x\"}\n{\"a\":\"y\"}\n".getBytes(StandardCharsets.US_ASCII);
        content[6] = (byte) 0xE9;
        Dataset<Row> records =
                JsonSource.of(Files.write(folder, "a.json", content)).read(spark);
        assertThatTable(good(records).select("a")).hasRows(create("y"));
        assertThatTable(rejects(records).select("raw", "reason", "detail"))
                .hasRows(create("{\"a\":\"\ufffd\"}", "MALFORMED", "a text that is not valid UTF-8"));
    }

    @Test
    void aRejectKeepsTheStartOfItsText() {
        Dataset<Row> records = read("{\"a\":1}\n{bad" + "é".repeat(100_000));
        assertThat(rejects(records).first().getString(0))
                .isEqualTo("{bad" + "é".repeat((JsonLimits.RAW_BYTES - 4) / 2));
    }

    @Test
    void limitsHoldForLines() {
        String file = Files.write(
                folder, "a.json", "{\"a\":1}\n{\"a\":[[[[1]]]]}\n{\"a\":12345}\n{\"a\":" + " ".repeat(60) + "2}\n");
        Dataset<Row> records = JsonSource.of(file)
                .withLimits(new JsonLimits(60, 4, 4, 1_000_000))
                .read(spark);
        assertThatTable(rejects(records).select("reason", "detail"))
                .hasRows(
                        create("TOO_DEEP", "more than 4 objects and lists inside one another"),
                        create("TOO_LARGE", "a number of 5 characters, of at most 4"),
                        create("TOO_LARGE", "a record of 67 bytes, of at most 60"));
        assertThat(good(records).count()).isEqualTo(1);
    }

    @Test
    void theDeepestRecordThatIsLetThroughCanBeParsed() {
        String deep = "{\"a\":".repeat(JsonLimits.DEFAULT.depth()) + "1" + "}".repeat(JsonLimits.DEFAULT.depth());
        Dataset<Row> records = read(deep + "\n");
        assertThat(records.selectExpr("a IS NOT NULL", "__relata_rejected IS NULL")
                        .collectAsList())
                .containsExactly(create(true, true));
    }

    @Test
    void filesOfBothLayoutsAreReadTogether() {
        Files.write(folder, "in/a.json", "{\"a\":1}\n{\"a\":2}\n5\n");
        Files.write(folder, "in/b.json", "[{\"b\":\"x\"},6]");
        Files.write(folder, "in/c.json.gz", "{\"a\":3}\n");
        Files.write(folder, "in/d.json.bz2", "{\n \"c\": true\n}\n{\"a\":4}");
        Files.write(folder, "in/e.json.gz", new byte[0]);
        Files.write(folder, "in/f.json", "{\"a\":5}".getBytes(StandardCharsets.UTF_16));
        Dataset<Row> records = JsonSource.of(folder + "/in").read(spark);
        assertThatTable(good(records).drop(RejectedRecord.COLUMN))
                .hasColumns("a bigint", "b string", "c boolean")
                .hasRows(
                        create(1L, null, null),
                        create(2L, null, null),
                        create(null, "x", null),
                        create(3L, null, null),
                        create(null, null, true),
                        create(4L, null, null),
                        create(5L, null, null));
        assertThatTable(rejects(records).select("raw", "position")).hasRows(create("5", 16L), create("6", 11L));
    }

    @Test
    void smallFilesAreReadByAsManyTasksAsThereAreCoresAndNoMore() {
        for (int i = 0; i < 40; i++) {
            Files.write(folder, "small/" + i + ".json", "{\"id\": " + i + "}\n");
        }
        Dataset<Row> rows = JsonSource.of(folder + "/small").read(spark);
        assertThat(rows.count()).isEqualTo(40);
        assertThat(rows.toJavaRDD().getNumPartitions())
                .isLessThanOrEqualTo(spark.sparkContext().defaultParallelism() + 1);
    }

    @Test
    void linesOfACompressedFileInSeveralPartsAreReadOnce() {
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            content.append("{\"k\":")
                    .append(i)
                    .append(",\"s\":\"")
                    .append(Long.toString(i * 7919L, 36))
                    .append("\"}\n");
        }
        Files.write(folder, "in/a.json.bz2", content.toString());
        Files.write(folder, "in/b.json", content.toString());
        spark.conf().set("spark.sql.files.maxPartitionBytes", "150000");
        Dataset<Row> records = JsonSource.of(folder + "/in").read(spark);
        spark.conf().unset("spark.sql.files.maxPartitionBytes");
        assertThat(records.select("k").javaRDD().getNumPartitions()).isGreaterThan(10);
        Row totals = records.selectExpr("count(k)", "count(DISTINCT k)", "count(__relata_rejected)")
                .first();
        assertThat(totals).isEqualTo(create(200_000L, 100_000L, 0L));
    }

    @Test
    void namesOfFilesAreTakenAsTheyAre() {
        for (String name : List.of("a b.json", "a%20b.json", "a[1]{x}.json", "a*?.json", "é#&+.json", "a\\b.json")) {
            String file = Files.write(folder, name, "{\"a\":1}\n5\n");
            Dataset<Row> records = JsonSource.of(file).read(spark);
            assertThat(good(records).count()).as(name).isEqualTo(1);
            assertThatTable(rejects(records).select("file")).hasRows(create("file:" + file));
            Dataset<Row> plain = JsonSource.of(file)
                    .withSchema(new StructType().add("a", "bigint"))
                    .read(spark);
            assertThatTable(rejects(plain).select("file")).hasRows(create("file:" + file));
        }
    }

    @Test
    void aValueThatDoesNotFitAGivenSchemaIsARejectedRecord() {
        StructType schema = new StructType().add("a", "bigint").add("b", new StructType().add("c", "int"));
        String lines = Files.write(
                folder,
                "a.json",
                "{\"a\":1,\"x\":9}\n{\"a\":\"no\",\"b\":{\"c\":1}}\n{\"b\":{\"c\":99999999999}}\n{bad\n");
        for (LineReader reader : LineReader.values()) {
            Dataset<Row> records =
                    JsonSource.of(lines).withSchema(schema, reader).read(spark);
            assertThatTable(records.drop(RejectedRecord.COLUMN))
                    .hasColumns("a bigint", "b struct<c:int>")
                    .hasRows(create(1L, null), create(null, null), create(null, null), create(null, null));
            assertThatTable(rejects(records).select("reason", "detail"))
                    .hasRows(
                            create("SCHEMA_MISMATCH", "a value that its column's type cannot hold"),
                            create("SCHEMA_MISMATCH", "a value that its column's type cannot hold"),
                            create(
                                    "MALFORMED",
                                    "Unexpected character ('b' (code 98)): was expecting double-quote to start field"
                                            + " name"));
            assertThat(good(records).count()).isEqualTo(1);
        }
        Dataset<Row> documents = JsonSource.of(Files.write(folder, "b.json", "[{\"a\":1},{\"a\":\"no\"}]"))
                .withSchema(schema)
                .read(spark);
        assertThatTable(rejects(documents).select("reason", "raw", "position"))
                .hasRows(create("SCHEMA_MISMATCH", "{\"a\":\"no\"}", 9L));
    }

    @Test
    void anyKeyIsAColumn() {
        Dataset<Row> records = read(
                "{\"file\":1,\"text\":2,\"a.b\":3,\"c`d\":4,\"parsed\":{\"file\":5},\"\\ud83d\\ude00\":6,\"_corrupt_record\":7,"
                        + "\" e\\n*\":8,\"rejected\":9}");
        assertThat(records.columns())
                .containsExactlyInAnyOrder(
                        "file",
                        "text",
                        "a.b",
                        "c`d",
                        "parsed",
                        "\ud83d\ude00",
                        "_corrupt_record",
                        " e\n*",
                        "rejected",
                        RejectedRecord.COLUMN);
        assertThat(records.first().mkString(";").split(";", -1))
                .containsExactlyInAnyOrder("1", "2", "3", "4", "[5]", "6", "7", "8", "9", "null");
    }

    @Test
    void aKeyThatIsNoUnicodeMakesARejectedRecord() {
        Dataset<Row> records =
                read("{\"a\":1}\n{\"a\":[{\"\\udfaa\":6}]}\n{\"x\\ud83d\":6}\n{\"\\ud83d\\ud83d\\ude00\":6}\n");
        assertThatTable(good(records).select("a")).hasRows(create(1L));
        assertThatTable(rejects(records).select("detail").distinct())
                .hasRows(create("a key with half a character, which is no Unicode"));
        assertThat(rejects(records).count()).isEqualTo(3);
    }

    /** What {@link LineReader#PLAIN} says it misses, so that a change of Spark's shows. */
    @Test
    void thePlainReaderMissesWhatItSays() {
        String file = Files.write(
                folder, "a.json", "{\"a\":1}{\"a\":2}\n{\"a\":3} x\n[]\n[{\"a\":4},{\"a\":5}]\n6\nnull\n[7]\n");
        JsonSource source = JsonSource.of(file).withLayout(JsonLayout.LINES);
        StructType schema = new StructType().add("a", "bigint");
        Dataset<Row> plain = source.withSchema(schema).read(spark);
        assertThatTable(good(plain).select("a")).hasRows(create(1L), create(3L), create(4L), create(5L));
        assertThatTable(rejects(plain).select("raw", "reason"))
                .hasRows(create("6", NO_OBJECT), create("null", NO_OBJECT), create("[7]", NO_OBJECT));
        Dataset<Row> checked = source.withSchema(schema, LineReader.CHECKED).read(spark);
        assertThat(checked.count()).isEqualTo(7);
        assertThat(good(checked).count()).isZero();
    }

    @Test
    void anInputOfRejectsOnlyIsReadable() {
        Dataset<Row> records = read("{bad\n5\n");
        assertThat(records.columns()).containsExactly(RejectedRecord.COLUMN);
        assertThat(rejects(records).count()).isEqualTo(2);
    }

    @Test
    void anEmptyObjectIsARecord() {
        Dataset<Row> records = read("{}\n{}\n");
        assertThat(records.columns()).containsExactly(RejectedRecord.COLUMN);
        assertThat(good(records).count()).isEqualTo(2);
    }

    @Test
    void anInputWithoutRecordsNeedsASchema() {
        Files.write(folder, "in/a.json", "");
        Files.write(folder, "in/b.json", "[]");
        Files.write(folder, "in/c.json", "\n\n");
        assertThatThrownBy(() -> JsonSource.of(folder + "/in").read(spark))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot read JSON (" + folder + "/in): its 3 files hold no record, so its columns are unknown."
                                + " Give the schema of the records, or run again when there are some.");
    }

    @Test
    void theReservedKeyIsRefused() {
        String file = Files.write(folder, "a.json", "{\"a\":1}\n{\"__relata_rejected\":1}\n");
        assertThatThrownBy(() -> JsonSource.of(file).read(spark))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot read JSON (" + file + "): its records have the key __relata_rejected, which is kept for"
                                + " what is known of rejected records. Rename or remove the key in the data, or give a schema"
                                + " without it.");
        assertThatThrownBy(() -> JsonSource.of(file).withSchema(new StructType().add("__relata_rejected", "string")))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot use the schema (" + file + "): it has the column __relata_rejected, which is kept for"
                                + " what is known of rejected records. Rename or remove the column.");
    }

    @Test
    void aRecordsPathAndLinesExcludeOneAnother() {
        JsonSource source = JsonSource.of("a.json").withRecords(RecordsPath.parse("$.a[*]"));
        assertThatThrownBy(() -> source.withLayout(JsonLayout.LINES))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot use a records path with lines ($.a[*]): the layout LINES says that each line is a"
                        + " record itself. Leave out the records path, or the layout.");
    }

    @Test
    void aSourceNeedsAPath() {
        assertThatThrownBy(() -> JsonSource.of(List.of()))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot read JSON (no path): a source needs at least one. Name one.");
    }

    @Test
    void rejectsAreTheSameWhateverElseIsAskedFor() {
        Dataset<Row> records = JsonSource.of(
                        Files.write(folder, "a.json", "{\"a\":1,\"b\":1}\n{\"a\":2,\"b\":\"x\"}\n"))
                .withSchema(new StructType().add("a", "bigint").add("b", "bigint"))
                .read(spark);
        assertThat(records.filter(functions.col(RejectedRecord.COLUMN).isNull())
                        .select("a")
                        .collectAsList())
                .containsExactly(create(1L));
        assertThat(records.filter("__relata_rejected IS NOT NULL").count()).isEqualTo(1);
        assertThat(records.count()).isEqualTo(2);
    }

    @Test
    void theCallersCaseFoldingDoesNotFoldColumns() {
        spark.conf().set("spark.sql.caseSensitive", "false");
        Dataset<Row> records = read("{\"userId\":1,\"userid\":2}");
        String written = folder + "/out";
        records.drop(RejectedRecord.COLUMN).write().parquet(written);
        assertThat(records.sparkSession().read().parquet(written).collectAsList())
                .containsExactly(create(1L, 2L));
        assertThat(spark.conf().get("spark.sql.caseSensitive")).isEqualTo("false");
    }

    private Dataset<Row> read(String content) {
        return JsonSource.of(Files.write(folder, "a.json", content)).read(spark);
    }

    private Dataset<Row> lines(String content) {
        return JsonSource.of(Files.write(folder, "a.json", content))
                .withLayout(JsonLayout.LINES)
                .read(spark);
    }

    private static Dataset<Row> good(Dataset<Row> records) {
        return records.filter(functions.col(RejectedRecord.COLUMN).isNull());
    }

    private static Dataset<Row> rejects(Dataset<Row> records) {
        return records.filter(functions.col(RejectedRecord.COLUMN).isNotNull()).select(RejectedRecord.COLUMN + ".*");
    }
}
