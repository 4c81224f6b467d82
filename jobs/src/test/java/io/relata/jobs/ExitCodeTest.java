package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    @Test
    void numbersAreThoseThatCallersKnow() {
        assertThat(Arrays.stream(ExitCode.values()).collect(Collectors.toMap(ExitCode::name, ExitCode::number)))
                .isEqualTo(Map.of(
                        "DONE", 0,
                        "FAILED", 1,
                        "PLAN_HAS_CHANGES", 2,
                        "CONTRACT_BROKEN", 3,
                        "TOO_MANY_REJECTS", 4,
                        "TARGET_HELD", 5,
                        "WRONG_USAGE", 64));
    }

    @Test
    void everyKindOfFailureHasItsOwn() {
        Problem problem = new Problem("what", "where", "why", "remedy");
        assertThat(Arrays.stream(RelataException.Kind.values())
                        .map(kind -> kind + " " + ExitCode.of(new RelataException(kind, problem))))
                .containsExactly(
                        "FAILED FAILED",
                        "CONTRACT CONTRACT_BROKEN",
                        "TOO_MANY_REJECTS TOO_MANY_REJECTS",
                        "TARGET_HELD TARGET_HELD",
                        "USAGE WRONG_USAGE");
        assertThat(ExitCode.of(new IllegalStateException("unexpected"))).isEqualTo(ExitCode.FAILED);
    }
}
