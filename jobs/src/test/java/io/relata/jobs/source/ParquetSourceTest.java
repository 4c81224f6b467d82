package io.relata.jobs.source;

import static org.apache.spark.sql.RowFactory.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class ParquetSourceTest {

    private SparkSession spark;
    private Path folder;

    @BeforeEach
    void start(SparkSession session, @TempDir Path temporary) {
        spark = session;
        folder = temporary;
    }

    /** One row, in a folder of this name. */
    private void write(String name, String... columns) {
        spark.range(1).selectExpr(columns).coalesce(1).write().parquet(folder + "/" + name);
    }

    private Dataset<Row> read(String... paths) {
        return ParquetSource.of(
                        List.of(paths).stream().map(path -> folder + "/" + path).toList())
                .read(spark);
    }

    private static List<Row> rows(Dataset<Row> table) {
        return table.collectAsList().stream()
                .sorted(Comparator.comparing(Row::toString))
                .toList();
    }

    @Test
    void columnsAreThoseOfAllFilesInEveryFolder() {
        write("in/a", "1 AS a", "'x' AS b");
        write("in/deep/er", "2 AS a", "named_struct('d', 'y') AS c");
        Dataset<Row> read = read("in");
        assertThat(read.schema().toDDL()).isEqualTo("a INT,b STRING,c STRUCT<d: STRING>");
        assertThat(rows(read)).containsExactly(create(1, "x", null), create(2, null, create("y")));
    }

    @Test
    void filesThatDisagreeAreRefused() {
        write("in/a", "1 AS a");
        write("in/b", "'x' AS a");
        assertThatThrownBy(() -> read("in"))
                .hasMessageMatching(
                        "Cannot read Parquet \\(" + folder + "/in\\): its files have no columns that hold them all:"
                                + " .*Failed to merge incompatible data types \"?INT\"? and \"?STRING\"?.*\\. Read files of one kind as one"
                                + " source, and others as another\\.");
    }

    @Test
    void whatIsNoParquetIsRefused() {
        Files.write(folder, "in/readme.parquet", "text");
        assertThatThrownBy(() -> read("in"))
                .hasMessageStartingWith(
                        "Cannot read Parquet (" + folder + "/in): its files have no columns that hold them" + " all: ")
                .hasMessageContaining("readme.parquet is not a Parquet file");
    }

    @Test
    void foldersNameColumnsWhoseZerosStay() {
        write("in/year=2024/shop=007/day=a%3Ab", "1 AS a");
        write("in/year=2025/shop=12/day=__HIVE_DEFAULT_PARTITION__", "2 AS a");
        Dataset<Row> read = read("in");
        assertThat(read.schema().toDDL()).isEqualTo("a INT,year INT,shop STRING,day STRING");
        assertThat(rows(read)).containsExactly(create(1, 2024, "007", "a:b"), create(2, 2025, "12", null));
        assertThat(rows(read("in/year=202?")).get(1)).isEqualTo(create(2, 2025, "12", null));
        assertThat(read("in/year=2024").schema().toDDL()).isEqualTo("a INT,shop STRING,day STRING");
        assertThat(rows(read("in/year=2024", "in/year=2025")).get(0)).isEqualTo(create(1, "007", "a:b"));
    }

    @Test
    void foldersOfOtherColumnsAreRefused() {
        write("in/year=2024", "1 AS a");
        write("in/2025", "2 AS a");
        assertThatThrownBy(() -> read("in"))
                .hasMessage("Cannot read Parquet (file:" + folder
                        + "/in/year=2024): its folders name the columns (year), and"
                        + " those of file:" + folder
                        + "/in/2025 name (). Name folders of one kind in path, and read the"
                        + " others as another source.");
    }

    @Test
    void aColumnOfFilesAndOfFoldersIsRefused() {
        write("in/a=1", "2 AS a");
        assertThatThrownBy(() -> read("in"))
                .hasMessage(
                        "Cannot read Parquet (" + folder + "/in): its files have the column a, and so have the names of"
                                + " their folders. Name the folders below as paths of their own, or write the files without the"
                                + " column.");
    }

    @Test
    void aMomentWithoutAZoneIsOneInUtc() {
        write("in", "TIMESTAMP_NTZ'2024-01-01 10:00:00' AS t");
        assertThat(rows(read("in").selectExpr("CAST(t AS STRING)"))).containsExactly(create("2024-01-01 10:00:00"));
        assertThat(read("in").schema().toDDL()).isEqualTo("t TIMESTAMP");
    }

    @Test
    void namesAreNoPatterns() {
        write("in{a,b}[1]*/x=\u00e4 %41", "1 AS `a.b``c`");
        assertThat(rows(read("in{a,b}[1]*"))).containsExactly(create(1, "\u00e4 A"));
    }

    @Test
    void aDeltaTableIsReadInOneVersion() {
        String table = folder + "/table";
        spark.range(1).toDF("k").write().format("delta").save(table);
        Dataset<Row> before = DeltaSource.of(table).read(spark);
        spark.range(1, 3).toDF("k").write().format("delta").mode("append").save(table);
        assertThat(before.count()).isEqualTo(1);
        assertThat(DeltaSource.of(table).read(spark).count()).isEqualTo(3);
        assertThat(DeltaSource.of(table).withVersion(0).read(spark).count()).isEqualTo(1);
        assertThatThrownBy(
                        () -> DeltaSource.of(table).withVersion(2).read(spark).count())
                .hasMessageMatching("Cannot read Delta \\(" + table
                        + "\\): .*version 2.* Name a version that the table still" + " has, or none for the newest\\.");
    }
}
