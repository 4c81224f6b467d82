package io.relata.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.TableName;
import io.relata.jobs.source.CsvFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-spark")
class SourceKindsTest {

    private JobFolder folder;

    @BeforeEach
    void createFolder(@TempDir Path temporary) {
        folder = new JobFolder(temporary);
    }

    private static String job(String source) {
        return JobFolder.SMALLEST.replace("{path: in/players.json}", "{" + source + "}");
    }

    private SourceSpec read(String source) {
        return folder.read(job(source)).sources().values().iterator().next();
    }

    private String problems(String source) {
        return folder.problems(job(source));
    }

    @Test
    void everyKeyOfCsvIsRead() {
        List<String> paths = List.of(folder.folder() + "/a.csv");
        assertThat(read("path: a.csv, format: csv"))
                .isEqualTo(new SourceSpec.Csv(
                        paths, CsvFormat.DEFAULT, Optional.empty(), List.of(), Map.of(), BookmarkSpec.NONE));
        assertThat(read(
                        "path: a.csv, format: csv, header: false, delimiter: tab, quote: \"'\", escape: '\\', encoding: latin1,"
                                + " null-value: [NULL, '-'], timestamp-format: \"yyyy 'UTC'\", date-format: yy, multiline: true,"
                                + " schema: a INT, required: [a], columns: {b: a + 1}"))
                .isEqualTo(new SourceSpec.Csv(
                        paths,
                        new CsvFormat(
                                CsvFormat.Header.ABSENT,
                                '\t',
                                '\'',
                                '\\',
                                "ISO-8859-1",
                                List.of("NULL", "-"),
                                "yyyy 'UTC'",
                                "yy",
                                CsvFormat.LineEnds.MAYBE_OF_CELLS),
                        Optional.of(StructType.fromDDL("a INT")),
                        List.of("a"),
                        Map.of("b", "a + 1"),
                        BookmarkSpec.NONE));
        assertThat(((SourceSpec.Csv) read("path: a.csv, format: csv, quote: none")).format())
                .extracting(CsvFormat::quote, CsvFormat::escape)
                .containsExactly(CsvFormat.NONE, CsvFormat.NONE);
    }

    @Test
    void sourcesOfRowsAreRead() {
        assertThat(read("path: [a, b], format: parquet"))
                .isEqualTo(new SourceSpec.Parquet(
                        List.of(folder.folder() + "/a", folder.folder() + "/b"), Map.of(), BookmarkSpec.NONE));
        assertThat(read("path: a, format: delta, version: 7"))
                .isEqualTo(new SourceSpec.Delta(folder.folder() + "/a", OptionalLong.of(7), Map.of()));
        assertThat(read("table: \"`a.b`.c.d\", where: year = 2024"))
                .isEqualTo(
                        new SourceSpec.CatalogTable(new TableName("a.b", "c.d"), Optional.of("year = 2024"), Map.of()));
    }

    @Test
    void aKeyOfAnotherKindIsToldWithTheKindsThatHaveIt() {
        assertThat(problems("path: a, format: csv, layout: lines, version: 1")).isEqualTo("""
                job.yaml:3:43: sources.players.layout: a source of format csv has no such key. Remove it, or make the source one of format json.
                job.yaml:3:59: sources.players.version: a source of format csv has no such key. Remove it, or make the source one of format delta.""");
        assertThat(problems("path: a, header: true, required: [b]"))
                .isEqualTo(
                        "job.yaml:3:30: sources.players.header: a source of format json has no such key. Remove it, or make the source one of format csv.");
        assertThat(problems("path: a, format: delta, required: [b], bookmark: enabled"))
                .isEqualTo("""
                job.yaml:3:47: sources.players.required: a source of format delta has no such key. Remove it, or make the source one of format json or one of format csv.
                job.yaml:3:62: sources.players.bookmark: a source of format delta has no such key. Remove it, or make the source one of format json, one of format csv or one of format parquet.
                job.yaml:3:62: sources.players.bookmark: with mode: replace a run that takes only new files would put their rows in place of those of all files before. Write mode: append, merge or history for the target, or bookmark: disabled.""");
        assertThat(problems("table: a.b, schema: c INT"))
                .isEqualTo(
                        "job.yaml:3:33: sources.players.schema: a source that is a table of the catalog has no such key. Remove it, or make the source one of format json or one of format csv.");
        assertThat(problems("path: a, table: b.c"))
                .isEqualTo(
                        "job.yaml:3:29: sources.players.table: a source of format json has no such key. Remove it, or make the source one of format jdbc or a table of the catalog, without path and format.");
        assertThat(problems("format: csv, table: b.c")).isEqualTo("""
                job.yaml:3:12: sources.players.path: it is missing. Give the files, folders and globs to read.
                job.yaml:3:33: sources.players.table: a source of format csv has no such key. Remove it, or make the source one of format jdbc or a table of the catalog, without path and format.""");
        assertThat(problems("format: parquet"))
                .isEqualTo(
                        "job.yaml:3:12: sources.players.path: it is missing. Give the files, folders and globs to read.");
    }

    @Test
    void csvIsRefusedThatCannotBeRead() {
        assertThat(problems("path: a, format: csv, header: false"))
                .isEqualTo(
                        "job.yaml:3:43: sources.players.header: nothing names the columns, as the files have no header and the job gives no schema. Give the schema, such as id BIGINT, name STRING.");
        assertThat(problems("path: a, format: csv, delimiter: '\"', escape: '\"'"))
                .isEqualTo("""
                job.yaml:3:12: sources.players.quote: it is the delimiter too. Write another for one of the two.
                job.yaml:3:59: sources.players.escape: it is the delimiter too. Write another for one of the two.""");
        assertThat(problems("path: a, format: csv, quote: none, escape: '\\'"))
                .isEqualTo(
                        "job.yaml:3:56: sources.players.escape: it stands inside of quotes, and quote: none says there are none. Remove it.");
        assertThat(problems("path: a, format: csv, schema: 'a INT, b ARRAY<INT>'"))
                .isEqualTo(
                        "job.yaml:3:43: sources.players.schema: column b is of type array<int>, and a cell of CSV is text, a number, a truth value, a day or a moment. Read it as STRING.");
        assertThat(problems("path: a, format: csv, delimiter: ab, quote: x, encoding: utf-99, date-format: yyyy-bb"))
                .isEqualTo("""
                        job.yaml:3:46: sources.players.delimiter: expected one character that is no letter, digit or line end, or tab, found text "ab". Write for example ;.
                        job.yaml:3:57: sources.players.quote: expected one character that is no letter, digit or line end, or none, found text "x". Write for example '.
                        job.yaml:3:70: sources.players.encoding: expected the name of a charset that Java knows, found text "utf-99". Write for example ISO-8859-1.
                        job.yaml:3:91: sources.players.date-format: expected a pattern of Java's DateTimeFormatter, found text "yyyy-bb". Write for example yyyy-MM-dd HH:mm:ss.""");
    }

    @Test
    void otherSourcesAreRefusedThatCannotBeRead() {
        assertThat(problems("path: [a, b], format: delta"))
                .isEqualTo(
                        "job.yaml:3:19: sources.players.path: a Delta table is one folder. Name one, and further tables as further sources.");
        assertThat(problems("table: players"))
                .isEqualTo(
                        "job.yaml:3:20: sources.players.table: expected a database and a table with a dot between. Write for example games.players.");
        assertThat(folder.problems(job("path: a, columns: {b: c}") + "relationalize: {source: players, root: root}\n"))
                .isEqualTo(
                        "job.yaml:3:31: sources.players.columns: only records that are loaded as they are take further columns, and those of players are relationalized. Remove it, and make the columns by a query under derive.");
        assertThat(folder.problems(job("path: out, format: delta")))
                .contains("target.path: it lies inside what the source players reads");
    }
}
