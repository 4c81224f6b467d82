package io.relata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {

    @Test
    void idTellsTheStartInUtcWhateverTheZone() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-21T10:15:00.999Z"), ZoneId.of("Asia/Tokyo"));

        RunId run = RunId.startingAt(clock);

        assertThat(run.value()).matches("20261121t101500z-[0-9a-f]{8}");
        assertThat(run).hasToString(run.value());
        assertThat(new RunId(run.value())).isEqualTo(run);
    }

    @Test
    void twoRunsOfOneSecondDiffer() {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneId.of("UTC"));

        assertThat(RunId.startingAt(clock)).isNotEqualTo(RunId.startingAt(clock));
    }

    @Test
    void laterRunsSortAfterEarlierOnes() {
        RunId earlier = RunId.startingAt(Clock.fixed(Instant.parse("2026-09-30T23:59:59Z"), ZoneId.of("UTC")));
        RunId later = RunId.startingAt(Clock.fixed(Instant.parse("2026-10-01T00:00:00Z"), ZoneId.of("UTC")));

        assertThat(later.value()).isGreaterThan(earlier.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20261121T101500Z-4f9c02ab",
                "20261121t101500z-4f9c02a",
                "20261121t101500z-4f9c02ab/..",
                "../20261121t101500z-4f9c02ab",
                "20261121t101500z-4F9C02AB",
                "20261121t101500z-4f9c02ab\n"
            })
    void anythingElseIsRefused(String value) {
        assertThatThrownBy(() -> new RunId(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not a run id: " + value + " (expected \\d{8}t\\d{6}z-[0-9a-f]{8})");
    }
}
