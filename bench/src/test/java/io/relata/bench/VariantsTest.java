package io.relata.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.testing.SparkExtension;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class VariantsTest {

    static final List<RecordShape> SHAPES = List.of(new Games(), new Orders());

    private final SparkSession spark;

    @TempDir
    private Path work;

    VariantsTest(SparkSession spark) {
        this.spark = spark;
    }

    @ParameterizedTest
    @FieldSource("SHAPES")
    void everyVariantHoldsWhatWasGeneratedAndAllAgree(RecordShape shape) {
        GeneratedData data = GeneratedData.in(work, shape, 2, 5);
        Agreement agreement = new Agreement(data.manifest().tables());

        List<Measurement> runs = rounds(data, agreement, List.of(new Floor(), new ByHand()));

        assertThat(runs).extracting(Measurement::variant).containsExactlyInAnyOrder("floor", "by-hand");
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.cpuSeconds()).isPositive();
            assertThat(run.wallSeconds()).isPositive();
            assertThat(run.allocatedBytes()).isPositive();
            assertThat(run.output().files()).isPositive();
            assertThat(run.output().bytes()).isGreaterThan(100_000);
        });
        List<Variant> others = Variants.ALL.stream()
                .filter(variant -> !(variant instanceof Floor) && !(variant instanceof ByHand))
                .toList();
        assertThat(others).hasSize(8);
        assertThat(agreement.agreed()).hasSameSizeAs(data.manifest().tables());
        assertThat(agreement.agreed().values())
                .allSatisfy(table -> assertThat(table.counts().rows()).isPositive());
        assertThat(work.resolve("outputs/by-hand")).doesNotExist();
        rounds(data, agreement, others);
    }

    @Test
    void variantsAgreeOnSpreadRecords() {
        GeneratedData data = GeneratedData.in(work, new SpreadRecords(3), 1, 5);
        Agreement agreement = new Agreement(data.manifest().tables());

        rounds(data, agreement, List.of(new Floor(), new RelataSurveyBytes()));

        assertThat(agreement.agreed()).hasSize(3);
    }

    @Test
    void variantsAgreeOnLegislators() {
        GeneratedData data = GeneratedData.in(work, SharedLegislators.find(), 2, 5);
        Agreement agreement = new Agreement(data.manifest().tables());

        rounds(data, agreement, List.of(new RelataSurveyBytes(), new InferByHand(), new DuckDbAuto()));

        assertThat(agreement.agreed()).hasSize(6);
    }

    @Test
    void childThatHangsFromAnotherParentIsFound() {
        GeneratedData data = GeneratedData.in(work, new Games(), 1, 5);
        Agreement agreement = new Agreement(data.manifest().tables());
        Trial whole = written(data, "whole");
        agreement.check("whole", Fingerprints.of(whole, Output.TABLES));
        Trial broken = new Trial(spark, data, work.resolve("broken"));
        copy(whole, broken, "players", Map.of());

        copy(whole, broken, "players_game_details", Map.of("index", col("index").plus(lit(1))));
        assertThatThrownBy(() -> agreement.check("moved", Fingerprints.of(broken, Output.TABLES)))
                .isInstanceOf(RelataException.class)
                .hasMessageContaining("The output of moved is wrong (table players_game_details): whole wrote");

        copy(whole, broken, "players_game_details", Map.of("id", col("id").plus(lit(1L << 40))));
        assertThatThrownBy(() -> agreement.check("orphans", Fingerprints.of(broken, Output.TABLES)))
                .isInstanceOf(RelataException.class)
                .hasMessageContaining("values=0");
    }

    @Test
    void columnOfAnotherTypeIsFound() {
        GeneratedData data = GeneratedData.in(work, new Games(), 1, 5);
        Trial whole = written(data, "whole");
        Trial broken = new Trial(spark, data, work.resolve("broken"));
        copy(
                whole,
                broken,
                "players",
                Map.of("game_details", col("game_details").cast("string")));

        assertThatThrownBy(() -> Fingerprints.of(broken, Output.TABLES))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "The columns of table players are not those expected (%s): expected player_id string, "
                                + "name string, location.city string, location.country string, location.zip string, "
                                + "created_at string, last_login string, game_details bigint; found player_id string, "
                                + "name string, location.city string, location.country string, location.zip string, "
                                + "created_at string, last_login string, game_details string. "
                                + "Compare the variant's schema with FlatTable.",
                        broken.destination());
    }

    @Test
    void nullThatChangesPlacesIsFound() {
        GeneratedData data = GeneratedData.in(work, new Games(), 1, 5);
        Trial whole = written(data, "whole");
        Trial swapped = new Trial(spark, data, work.resolve("swapped"));
        copy(whole, swapped, "players_game_details", Map.of());
        Column swap = col("last_login").isNull();
        copy(
                whole,
                swapped,
                "players",
                Map.of(
                        "created_at", when(swap, lit(null).cast("string")).otherwise(col("created_at")),
                        "last_login", when(swap, col("created_at")).otherwise(col("last_login"))));

        Map<String, Fingerprint> before = Fingerprints.of(whole, Output.TABLES);
        Map<String, Fingerprint> after = Fingerprints.of(swapped, Output.TABLES);

        assertThat(after.get("players").counts())
                .isEqualTo(before.get("players").counts());
        assertThat(after.get("players").checksum())
                .isNotEqualTo(before.get("players").checksum());
        assertThat(after.get("players_game_details")).isEqualTo(before.get("players_game_details"));
    }

    private List<Measurement> rounds(GeneratedData data, Agreement agreement, List<Variant> variants) {
        Point point = new Point(data, agreement, 2);
        PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
        return new Rounds(cores -> spark, new InProcess(), work.resolve("outputs"), silent)
                .run(List.of(point), variants, 0, 1)
                .getOrDefault(point, List.of());
    }

    private Trial written(GeneratedData data, String name) {
        Trial trial = new Trial(spark, data, work.resolve(name));
        new ByHand().run(trial);
        return trial;
    }

    private void copy(Trial from, Trial to, String table, Map<String, Column> changes) {
        Dataset<Row> rows = spark.read().parquet(from.location(table));
        Column[] columns = Stream.of(rows.columns())
                .map(name -> changes.getOrDefault(name, col("`" + name + "`")).as(name))
                .toArray(Column[]::new);
        rows.select(columns).write().mode("overwrite").parquet(to.location(table));
    }
}
