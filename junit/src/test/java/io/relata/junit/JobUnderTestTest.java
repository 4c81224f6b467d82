package io.relata.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.relata.RelataException;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** A job over input that a test gives: its rows as values, its failures as text, and nothing left behind. */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class JobUnderTestTest {

    @TempDir
    private Path folder;

    private JobUnderTest shop;

    @BeforeEach
    void write(SparkSession session) {
        assertThat(session.sparkContext().isStopped()).isFalse();
        shop = JobUnderTest.of(SmallJob.in(folder).folder());
    }

    @AfterEach
    void nothingIsWrittenWhereTheJobFileSaysSo() {
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void rowsAreValuesOfTheColumnsTypesWithoutNulls() {
        JobOutcome outcome = shop.run(Input.lines(
                "orders",
                "{\"id\": 10, \"price\": 1.50, \"paid\": true, \"at\": \"2026-01-02T03:04:05Z\", \"items\": [\"b\", \"7\"]}",
                "{\"id\": 9}"));

        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.names()).containsExactly("o", "o_items");
        assertThat(outcome.rows("o"))
                .containsExactly(
                        Map.of("id", 9L),
                        Map.of(
                                "id",
                                10L,
                                "price",
                                new BigDecimal("1.5"),
                                "paid",
                                true,
                                "at",
                                "2026-01-02T03:04:05.000000Z",
                                "items",
                                1L));
        assertThat(outcome.rows("o_items"))
                .extracting(row -> row.get("id"), row -> row.get("index"), row -> row.get("items.val"))
                .containsExactly(tuple(1L, 0L, "b"), tuple(1L, 1L, "7"));
        assertThatThrownBy(() -> outcome.rows("items"))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("The job published no table items, but o, o_items");
    }

    @Test
    void runsFollowOneAnotherIntoTheSameTables() throws IOException {
        Files.createDirectories(folder.resolve("given/day"));
        Files.writeString(folder.resolve("given/day/one.json"), "{\"id\": 2}");

        JobOutcome outcome = shop.with("target.mode=append")
                .run(Input.lines("orders", "{\"id\": 1}"), Input.files("orders", folder.resolve("given")));

        assertThat(outcome.rows("o")).extracting("id", "load").containsExactly(tuple(1L, "run-1"), tuple(2L, "run-2"));
    }

    @Test
    void aRunThatFailsIsAnOutcomeThatHasNoRows() {
        JobOutcome outcome = shop.run(Input.lines("orders", "{"));

        String failure = "Cannot load shop (input/orders/lines, byte 0): 1 of 1 records were rejected and 0 may be; the"
                + " first is MALFORMED. Correct the records, or allow more with max-rejects in the job file or"
                + " --max-rejects.";
        assertThat(outcome.failure()).hasValue(failure);
        assertThatThrownBy(() -> outcome.rows("o"))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("The run failed: " + failure);
    }

    @Test
    void whatIsNoInputOfTheJobFailsTheTest() {
        assertThatThrownBy(() -> shop.run(Input.lines("orders", "{}").andLines("people", "{}")))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("Cannot test the job (")
                .hasMessageEndingWith("/run/input/people): the job has no source people. Name it as one of orders.");
        assertThatThrownBy(() -> shop.with("target.modes=append").run(Input.lines("orders", "{}")))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("modes");
        assertThatThrownBy(() -> Input.lines("../orders", "{}"))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot test the job (source ../orders): no source can have this name. Name it as the job"
                        + " file does.");
        assertThatThrownBy(() -> Input.lines("orders", "{}").andFiles("orders", folder))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot test the job (source orders): it is given input twice. Give it a folder with all"
                        + " of its files.");
    }

    @Test
    void theFolderOfARunIsGoneAfterIt() {
        assertThatThrownBy(() -> shop.run(Input.lines("people", "{}")))
                .message()
                .satisfies(why -> {
                    Path run = Path.of(why.replaceFirst("^[^(]*\\(", "").replaceFirst("\\).*$", ""));
                    assertThat(run.getParent().getFileName().toString()).startsWith("relata-junit");
                    assertThat(run.getParent()).doesNotExist();
                });
    }

    @Test
    void aRunTakesTheSessionThatIsThereAndLeavesIt(SparkSession session) {
        shop.run(Input.lines("orders", "{\"id\": 1}"));

        assertThat(SparkSession.active().sparkContext()).isSameAs(session.sparkContext());
        assertThat(session.sparkContext().isStopped()).isFalse();
    }
}
