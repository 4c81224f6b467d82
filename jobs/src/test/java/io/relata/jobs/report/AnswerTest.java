package io.relata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.Warehouse;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void whatFitsIsKeptAsItCame() {
        Answer.Rows rows = Answer.Rows.of(
                new Warehouse.QueryResult(List.of("a", "b"), List.of(List.of(Optional.of("x"), Optional.empty()))));
        assertThat(rows)
                .isEqualTo(new Answer.Rows(
                        List.of("a", "b"), List.of(List.of(Optional.of("x"), Optional.empty())), 1, 2, 0));
        assertThat(rows.missing()).isEmpty();
    }

    @Test
    void whatDoesNotFitIsCutAndSaidToBe() {
        String longest = "\uD83D\uDE00".repeat(500);
        List<Optional<String>> row = Collections.nCopies(60, Optional.of(longest + "tail"));
        Answer.Rows rows = Answer.Rows.of(new Warehouse.QueryResult(
                IntStream.range(0, 60).mapToObj(column -> "c" + column).toList(), Collections.nCopies(1_002, row)));
        assertThat(rows.columns()).hasSize(50).endsWith("c49");
        assertThat(rows.rows())
                .hasSize(1_000)
                .allSatisfy(kept -> assertThat(kept).hasSize(50).containsOnly(Optional.of(longest + "\u2026")));
        assertThat(rows.missing())
                .containsExactly(
                        "The first 1,000 of 1,002 rows are kept.",
                        "The first 50 of 60 columns are kept.",
                        "Of 50,000 long values the first 500 characters are kept.");
    }

    @Test
    void valuesOfExactlyTheLongestLengthAreWhole() {
        Answer.Rows rows =
                Answer.Rows.of(new Warehouse.QueryResult(List.of("a"), List.of(List.of(Optional.of("x".repeat(500))))));
        assertThat(rows.rows().get(0)).containsExactly(Optional.of("x".repeat(500)));
        assertThat(rows.cutValues()).isZero();
    }

    @Test
    void aFailureOfOthersIsNotQuotedSinceItMayHoldTheData() {
        assertThat(Answer.Failure.of(new IllegalStateException("secret")).why())
                .isEqualTo("java.lang.IllegalStateException; its message is in the log");
    }
}
