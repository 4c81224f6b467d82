package io.relata.jobs.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallFilesTest {

    private final SmallFiles rule = new SmallFiles(100);

    @Test
    void asManyFilesAsTheirBytesAskFor() {
        assertThat(rule.joined(List.of(10L, 20L))).isEqualTo(1);
        assertThat(rule.joined(List.of(49L, 49L))).isEqualTo(1);
        assertThat(rule.joined(List.of(40L, 40L, 21L))).isEqualTo(2);
        assertThat(rule.joined(Collections.nCopies(1_000, 49L))).isEqualTo(490);
    }

    @Test
    void filesThatAreLargeEnoughAreNoReasonToWriteAnythingAgain() {
        assertThat(rule.joined(List.of(50L, 50L))).isEqualTo(2);
        assertThat(rule.joined(List.of(99L, 49L, 50L))).isEqualTo(3);
        assertThat(rule.joined(List.of(10L))).isEqualTo(1);
        assertThat(rule.joined(List.of())).isZero();
    }

    @Test
    void smallFilesBesideLargeOnesAreLeftWhereThereWouldBeAsMany() {
        assertThat(rule.joined(List.of(40L, 40L, 190L))).isEqualTo(3);
        assertThat(rule.joined(List.of(40L, 40L, 100L))).isEqualTo(2);
    }
}
