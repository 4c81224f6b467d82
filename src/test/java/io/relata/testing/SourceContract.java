package io.relata.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.Source;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Source} keeps. The records that an implementation writes have one column, {@code k}, a number. */
@ExtendWith(SparkExtension.class)
public abstract class SourceContract {

    private final SparkSession spark;

    @TempDir
    private Path folder;

    protected SourceContract(SparkSession spark) {
        this.spark = spark;
    }

    /** Three records: k = 1, 2 and 3. */
    protected abstract Source threeRecords(Path folder, SparkSession session);

    /** Three records, k = 1, 2 and 3, and one that cannot be parsed; empty where a source cannot meet such a one. */
    protected abstract Optional<Source> threeRecordsAndABadOne(Path folder, SparkSession session);

    /** An input that exists and holds no record; the source knows the column k. */
    protected abstract Source noRecord(Path folder, SparkSession session);

    protected abstract Source missing(Path folder, SparkSession session);

    /** The whole message for {@link #missing}. */
    protected abstract String messageForMissing(Path folder);

    @Test
    void givesEachRecordOnce() {
        assertThat(keys(threeRecords(folder, spark).read(spark))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void readsTheSameTwice() {
        Source source = threeRecords(folder, spark);
        Dataset<Row> first = source.read(spark);
        Dataset<Row> second = source.read(spark);
        assertThat(second.schema()).isEqualTo(first.schema());
        assertThat(keys(second)).isEqualTo(keys(first));
        assertThat(keys(first)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void givesADatasetThatJoinsWithTheCallers() {
        Dataset<Row> wanted = spark.range(2, 10).toDF("wanted");
        Dataset<Row> records = threeRecords(folder, spark).read(spark);
        assertThat(keys(wanted.join(records, wanted.col("wanted").equalTo(records.col("k")))))
                .containsExactly(2L, 3L);
        assertThat(keys(records.join(wanted, wanted.col("wanted").equalTo(records.col("k")))))
                .containsExactly(2L, 3L);
    }

    @Test
    void anInputWithoutRecordsIsEmpty() {
        Dataset<Row> records = noRecord(folder, spark).read(spark);
        assertThat(records.columns()).contains("k");
        assertThat(records.count()).isZero();
    }

    @Test
    void aMissingInputIsAnError() {
        Source source = missing(folder, spark);
        assertThatThrownBy(() -> source.read(spark))
                .isInstanceOfSatisfying(
                        RelataException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(RelataException.Kind.FAILED))
                .hasMessage(messageForMissing(folder));
    }

    @Test
    void aBadRecordIsARowOfItsOwn() {
        Optional<Source> source = threeRecordsAndABadOne(folder, spark);
        assumeThat(source).as("a source that can meet records it cannot parse").isPresent();
        Dataset<Row> records = source.orElseThrow().read(spark);

        assertThat(records.schema().apply(RejectedRecord.COLUMN).dataType()).isEqualTo(RejectedRecord.SCHEMA);
        Dataset<Row> good = records.filter(functions.col(RejectedRecord.COLUMN).isNull());
        Dataset<Row> bad = records.filter(functions.col(RejectedRecord.COLUMN).isNotNull());
        assertThat(keys(good)).containsExactly(1L, 2L, 3L);
        assertThat(bad.count()).isEqualTo(1);
        assertThat(bad.drop(RejectedRecord.COLUMN).first()).satisfies(row -> {
            for (int i = 0; i < row.length(); i++) {
                assertThat(row.isNullAt(i)).isTrue();
            }
        });
        Row rejected = bad.select(RejectedRecord.COLUMN).first().getStruct(0);
        assertThat(rejected.<String>getAs("reason")).isNotBlank();
        assertThat(rejected.<String>getAs("detail")).isNotBlank();
    }

    @Test
    void rejectsCanBeReadAlone() {
        Optional<Source> source = threeRecordsAndABadOne(folder, spark);
        assumeThat(source).as("a source that can meet records it cannot parse").isPresent();
        Dataset<Row> rejects = source.orElseThrow().read(spark).select(RejectedRecord.COLUMN + ".*");
        assertThat(rejects.filter("reason IS NOT NULL").count()).isEqualTo(1);
    }

    @Test
    void theCallersSessionStaysAsItIs() {
        List<Row> before = settings();
        SparkSession active = SparkSession.active();
        threeRecords(folder, spark).read(spark).collectAsList();
        assertThat(settings()).isEqualTo(before);
        assertThat(SparkSession.active()).isSameAs(active);
        assertThat(spark.catalog().listTables().count()).isZero();
    }

    private List<Row> settings() {
        return spark.sql("SET").collectAsList();
    }

    private static List<Long> keys(Dataset<Row> records) {
        Row[] rows = records.selectExpr("CAST(k AS BIGINT) AS k")
                .orderBy("k")
                .collectAsList()
                .toArray(Row[]::new);
        return Arrays.stream(rows).map(row -> row.getLong(0)).toList();
    }
}
