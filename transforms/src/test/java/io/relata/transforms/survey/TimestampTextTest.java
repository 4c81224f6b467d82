package io.relata.transforms.survey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTextTest {

    private static boolean isTimestamp(String text) {
        byte[] bytes = ("\"" + text + "\"").getBytes(UTF_8);
        return TimestampText.isAt(bytes, 1, bytes.length - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T10:00:00Z",
                "2026-11-21T10:00:00.123456Z",
                "2026-11-21T10:00Z",
                "2024-02-29T23:59:59+18:00",
                "0001-01-01T00:00:00-05:30",
                "9999-12-31T23:59:59.9+01:00"
            })
    void takesMomentsOfIso8601(String text) {
        assertThat(isTimestamp(text)).isTrue();
        assertThat(OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-11-21T10:00:00", "2026-11-21T10:00", "2026-11-21T10:00:00+0130", "2026-11-21T10:00:00-08"})
    void takesOtherOffsetsAndNone(String text) {
        assertThat(isTimestamp(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-11-21",
                "2026-11-21 10:00:00",
                "2026-11-21t10:00:00Z",
                "2026-13-21T10:00:00Z",
                "2026-02-29T10:00:00Z",
                "2026-04-31T10:00:00Z",
                "0000-01-01T00:00:00Z",
                "2026-11-21T24:00:00Z",
                "2026-11-21T10:60:00Z",
                "2026-11-21T10:00:60Z",
                "2026-11-21T10:00:00.Z",
                "2026-11-21T10:00:00.1234567Z",
                "2026-11-21T10:00:00z",
                "2026-11-21T10:00:00ZZ",
                "2026-11-21T10:00:00+19:00",
                "2026-11-21T10:00:00+1:00",
                "2026-11-21T10:00:00+01:60",
                "2026-11-21T10:00:00+01-00",
                "2026-11-21T10:00:0",
                "2026-11-21T10:00:",
                "2026-11-21T10:0",
                "x026-11-21T10:00:00Z",
                "2026-11-00T10:00:00Z",
                "2026-11-21T10:00:00+"
            })
    void refusesWhatIsNone(String text) {
        assertThat(isTimestamp(text)).isFalse();
    }
}
