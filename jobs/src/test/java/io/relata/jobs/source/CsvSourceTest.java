package io.relata.jobs.source;

import static org.apache.spark.sql.RowFactory.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.jobs.source.CsvFormat.Header;
import io.relata.jobs.source.CsvFormat.LineEnds;
import io.relata.testing.SparkExtension;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkExtension.class)
class CsvSourceTest {

    private static final CsvFormat DEFAULT = CsvFormat.DEFAULT;

    private SparkSession spark;
    private Path folder;

    @BeforeEach
    void start(SparkSession session, @TempDir Path temporary) {
        spark = session;
        folder = temporary;
    }

    private static CsvFormat with(Header header, char delimiter, char quote, char escape) {
        return new CsvFormat(header, delimiter, quote, escape, "UTF-8", List.of(), "", "", LineEnds.OF_RECORDS);
    }

    private static CsvFormat encoded(String encoding) {
        return new CsvFormat(Header.PRESENT, ',', '"', '"', encoding, List.of(), "", "", LineEnds.OF_RECORDS);
    }

    private static CsvFormat multiline() {
        return new CsvFormat(Header.PRESENT, ',', '"', '"', "UTF-8", List.of(), "", "", LineEnds.MAYBE_OF_CELLS);
    }

    private CsvSource source(CsvFormat format) {
        return CsvSource.of(List.of(folder.toString()), format);
    }

    private Dataset<Row> read(CsvFormat format) {
        return source(format).read(spark);
    }

    private Dataset<Row> read(CsvFormat format, String schema) {
        return source(format).withSchema(StructType.fromDDL(schema)).read(spark);
    }

    private void file(String name, String content) {
        Files.write(folder, name, content);
    }

    /** In the order of the files. */
    private static List<Row> good(Dataset<Row> rows) {
        return rows.where(functions.col(RejectedRecord.COLUMN).isNull())
                .drop(RejectedRecord.COLUMN)
                .collectAsList();
    }

    /** {@code position reason detail <raw>} of each reject. */
    private static List<String> rejects(Dataset<Row> rows) {
        List<String> rejects = new ArrayList<>();
        for (Row row : rows.where(functions.col(RejectedRecord.COLUMN).isNotNull())
                .select(RejectedRecord.COLUMN + ".*")
                .collectAsList()) {
            rejects.add("%s %s %s <%s>".formatted(row.get(4), row.getString(1), row.getString(2), row.getString(0)));
        }
        return rejects;
    }

    @Test
    void withoutASchemaAllIsTextAsItIsWritten() {
        file("a.csv", "id,name,price\r\n007,\" a, \"\"b\"\" \",1.50\r\n\r\n8, c ,\r\n9,\"\",x");
        Dataset<Row> rows = read(DEFAULT);
        assertThat(RejectedRecord.without(rows.schema()).toDDL()).isEqualTo("id STRING,name STRING,price STRING");
        assertThat(good(rows))
                .containsExactly(create("007", " a, \"b\" ", "1.50"), create("8", " c ", null), create("9", "", "x"));
        assertThat(rejects(rows)).isEmpty();
    }

    @Test
    void columnsAreFoundByNameInEveryFile() {
        file("a.csv", "id,name\n1,a\n");
        file("b.csv", "\ufeffname,more,id\nb,x,2\n");
        file("c.csv", "");
        file("d.csv", "id,name\n");
        assertThat(good(read(DEFAULT, "name STRING, id INT"))).containsExactly(create("a", 1), create("b", 2));
        assertThat(good(read(DEFAULT))).containsExactly(create("1", "a", null), create("2", "b", "x"));
    }

    @Test
    void aFileWithoutAColumnOfTheSchemaIsRefused() {
        file("a.csv", "id,name\n1,a\n");
        file("b.csv", "id,Name\n1,a\n");
        assertThatThrownBy(() -> read(DEFAULT, "id INT, name STRING"))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot read CSV (file:" + folder + "/b.csv): its header has no column name, which the schema"
                                + " names, upper and lower case being two. Correct the file, the schema or the delimiter, or write"
                                + " header: false where its first line is a record.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,,b|column 2 has no name",
                "a,b, a|two columns are named a",
                "a,\"b|an opening quote without a closing one on its line",
                "a\rb,c|a name has a line end in it",
                "__relata_rejected|it has the name __relata_rejected, which is kept for what is known of rejected records"
            })
    void aHeaderThatNamesNoColumnsIsRefused(String given) {
        String[] parts = given.split("\\|", -1);
        file("a.csv", parts[0] + "\n1,2\n");
        assertThatThrownBy(() -> read(DEFAULT))
                .hasMessage("Cannot read CSV (file:" + folder + "/a.csv): its first line does not name its columns: "
                        + parts[1] + ". Correct the file, the schema or the delimiter, or write header: false where its"
                        + " first line is a record.");
    }

    @Test
    void whatIsNoRecordIsRejectedWithItsPlace() {
        file("a.csv", "id,name\n1,a\n2\n3,c,d\n4,\"e\n5,\"f\"g\n6,h\n");
        Dataset<Row> rows = read(DEFAULT, "id INT, name STRING");
        assertThat(good(rows)).containsExactly(create(1, "a"), create(6, "h"));
        assertThat(rejects(rows))
                .containsExactly(
                        "12 MALFORMED 1 cells, and 2 columns <2>",
                        "14 MALFORMED 3 cells, and 2 columns <3,c,d>",
                        "20 MALFORMED an opening quote without a closing one on its line <4,\"e>",
                        "25 MALFORMED a closing quote that no delimiter follows <5,\"f\"g>");
    }

    @Test
    void aValueIsReadExactlyOrItsRecordIsRejected() {
        file("a.csv", """
                b,i,l,d,m,t,s
                true,1,9223372036854775807,1.5e3,12.30,2024-02-29,2024-02-29 10:11:12.123456
                FALSE, -2 ,+3,NaN,-.5,0001-01-01,2024-02-29T10:11Z
                ,,,,,,
                yes,1.0,9223372036854775808,1e999,1.234,2023-02-29,2024-02-29 10:11:12.1234567
                1,0x1,1_000,1d,1e400,24-02-29,2024-02-29
                true,"",1,1,1,2024-02-29,2019-10-01 00:00:00 UTC
                true,1,1,1,1000,2024-02-29,2019-10-01 00:00:00+02:00
                """);
        Dataset<Row> rows = read(DEFAULT, "b BOOLEAN, i INT, l BIGINT, d DOUBLE, m DECIMAL(4,2), t DATE, s TIMESTAMP");
        assertThat(good(rows))
                .containsExactly(
                        create(
                                true,
                                1,
                                Long.MAX_VALUE,
                                1500.0,
                                new BigDecimal("12.30"),
                                LocalDate.of(2024, 2, 29),
                                Instant.parse("2024-02-29T10:11:12.123456Z")),
                        create(
                                false,
                                -2,
                                3L,
                                Double.NaN,
                                new BigDecimal("-0.50"),
                                LocalDate.of(1, 1, 1),
                                Instant.parse("2024-02-29T10:11:00Z")),
                        create(null, null, null, null, null, null, null));
        String misfit = "SCHEMA_MISMATCH a value that its column's type cannot hold: ";
        assertThat(rejects(rows).stream().map(reject -> reject.replaceAll("^\\d+ | <.*", "")))
                .containsExactly(
                        misfit + "b, i, l, d, m, t, s", misfit + "b, i, l, d, m, t, s", misfit + "i", misfit + "m");
    }

    @Test
    void momentsAndDaysAreReadByTheirFormats() {
        CsvFormat format = new CsvFormat(
                Header.PRESENT,
                ',',
                '"',
                '"',
                "UTF-8",
                List.of(),
                "yyyy-MM-dd HH:mm:ss 'UTC'",
                "dd.MM.yyyy",
                LineEnds.OF_RECORDS);
        file("a.csv", "s,t\n2019-10-01 00:00:00 UTC,31.12.2024\n2019-10-01 00:00:00,2024-12-31\n");
        Dataset<Row> rows = read(format, "s TIMESTAMP, t DATE");
        assertThat(good(rows))
                .containsExactly(create(Instant.parse("2019-10-01T00:00:00Z"), LocalDate.of(2024, 12, 31)));
        assertThat(rejects(rows))
                .containsExactly("39 SCHEMA_MISMATCH a value that its column's type cannot hold: s, t"
                        + " <2019-10-01 00:00:00,2024-12-31>");
    }

    @Test
    void namedNullsAreNullWhereTheyAreNotQuoted() {
        CsvFormat format = new CsvFormat(
                Header.PRESENT, ',', '"', '"', "UTF-8", List.of("NULL", "\\N"), "", "", LineEnds.OF_RECORDS);
        file("a.csv", "a,b\nNULL,\\N\n\"NULL\",1\n,null\n");
        Dataset<Row> rows = read(format, "a STRING, b INT");
        assertThat(good(rows)).containsExactly(create(null, null), create("NULL", 1));
        assertThat(rejects(rows))
                .containsExactly("21 SCHEMA_MISMATCH a value that its column's type cannot hold: b <,null>");
    }

    @Test
    void requiredColumnsHaveAValueOrTheRecordIsRejected() {
        file("a.csv", "a,b\n1,\n,2\n3,4\n");
        Dataset<Row> rows = source(DEFAULT).withRequired(List.of("a", "b")).read(spark);
        assertThat(good(rows)).containsExactly(create("3", "4"));
        assertThat(rejects(rows))
                .containsExactly(
                        "4 MISSING_FIELD required, and missing or null: b <1,>",
                        "7 MISSING_FIELD required, and missing or null: a <,2>");
        assertThatThrownBy(() -> source(DEFAULT).withRequired(List.of("A")).read(spark))
                .hasMessage(
                        "Cannot read CSV (" + folder + "): it has no column A, upper and lower case being two, and is"
                                + " required to have a value there. Correct the required columns, or the files.");
    }

    @Test
    void signsAreThoseOfTheFormat() {
        file("a.csv", "1\t'x\\'y\\\\z\\n\t'\t2\n");
        assertThat(good(read(with(Header.ABSENT, '\t', '\'', '\\'), "a INT, b STRING, c INT")))
                .containsExactly(create(1, "x'y\\z\\n\t", 2));
        file("a.csv", "1|\"x|2\n");
        assertThat(good(read(with(Header.ABSENT, '|', CsvFormat.NONE, CsvFormat.NONE), "a INT, b STRING, c INT")))
                .containsExactly(create(1, "\"x", 2));
    }

    /** Line feeds of UTF-16 are two bytes, and other characters have one of their bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE"})
    void filesAreReadInTheirEncoding(String encoding) {
        byte[] content = "n\u00e4me,b\n\u00fc\u010a,1\n"
                .replace("\u010a", encoding.startsWith("UTF") ? "\u010a" : "\u00ff")
                .getBytes(Charset.forName(encoding));
        Files.write(folder, "a.csv", content);
        Dataset<Row> rows = read(encoded(encoding));
        assertThat(rows.columns()).startsWith("n\u00e4me", "b");
        assertThat(good(rows))
                .containsExactly(create(encoding.startsWith("UTF") ? "\u00fc\u010a" : "\u00fc\u00ff", "1"));
    }

    @Test
    void whatIsNoTextIsRejected() {
        Files.write(folder, "a.csv", "a\n\u00e4\nb\n".getBytes(StandardCharsets.ISO_8859_1));
        Dataset<Row> rows = read(DEFAULT);
        assertThat(good(rows)).containsExactly(create("b"));
        assertThat(rejects(rows)).containsExactly("2 MALFORMED a text that is not valid UTF-8 <\ufffd>");
    }

    @Test
    void linesMayEndInsideOfQuotesWhereTheJobSaysSo() {
        file("a.csv", "a,b\n1,\"x\r\n\r\ny\"\n2,\"z\"\n3,\"open\n4,d\n");
        Dataset<Row> rows = read(multiline());
        assertThat(good(rows)).containsExactly(create("1", "x\r\n\r\ny"), create("2", "z"));
        assertThat(rejects(rows))
                .containsExactly(
                        "21 MALFORMED an opening quote without a closing one; nothing from here to the end of the"
                                + " file could be read <3,\"open\n4,d>");
    }

    @Test
    void rejectsAreTheSameWhicheverColumnsAreAskedFor() {
        file("a.csv", "a,b\n1,2\nx,3\n4\n");
        Dataset<Row> rows = read(DEFAULT, "a INT, b INT");
        assertThat(rows.select("b").where("b IS NOT NULL").count()).isEqualTo(1);
        assertThat(rows.select(RejectedRecord.COLUMN)
                        .where(functions.col(RejectedRecord.COLUMN).isNotNull())
                        .count())
                .isEqualTo(2);
        assertThat(rows.count()).isEqualTo(3);
    }

    @Test
    void aFileThatIsCutIntoPartsGivesEachRecordOnceAndItsHeaderNever() {
        StringBuilder content = new StringBuilder("id,text\n");
        int records = 120_000;
        for (int i = 0; i < records; i++) {
            content.append(i).append(",\"").append("x".repeat(i % 97)).append("\"\r\n");
        }
        file("a.csv", content.toString());
        Dataset<Row> rows = read(DEFAULT, "id INT, text STRING");
        assertThat(rows.rdd().getNumPartitions()).isGreaterThan(1);
        assertThat(rejects(rows)).isEmpty();
        assertThat(rows.where("length(text) = id % 97")
                        .selectExpr("count(*)", "sum(id)")
                        .first())
                .isEqualTo(create((long) records, (long) records * (records - 1) / 2));
    }

    @Test
    void compressedFilesAreRead() {
        file("a.csv.gz", "id\n1\n2\n");
        assertThat(good(read(DEFAULT))).containsExactly(create("1"), create("2"));
    }
}
