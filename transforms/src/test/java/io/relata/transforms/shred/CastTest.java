package io.relata.transforms.shred;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CastTest {

    private static Object cast(Object value, String type) {
        return Cast.to(DataType.fromDDL(type))
                .apply(value)
                .map(Object.class::cast)
                .orElse("refused");
    }

    @ParameterizedTest
    @CsvSource({
        "12, bigint, 12",
        "-9223372036854775808, bigint, -9223372036854775808",
        "9223372036854775808, bigint, refused",
        "12.0, int, 12",
        "12.5, int, refused",
        "1e3, int, 1000",
        "1e999999999, int, refused",
        "2147483648, int, refused",
        "128, tinyint, refused",
        "-32768, smallint, -32768",
        "abc, int, refused",
        "'', int, refused",
        "true, boolean, true",
        "0, boolean, false",
        "yes, boolean, refused",
        "0.1, double, 0.1",
        "NaN, double, NaN",
        "Infinity, double, Infinity",
        "1e400, double, refused",
        "1d, double, refused",
        "0x1p3, double, refused",
        "1e39, float, refused",
        "1.50, 'decimal(10,2)', 1.50",
        "1.5, 'decimal(10,2)', 1.50",
        "1.505, 'decimal(10,2)', refused",
        "123456789.00, 'decimal(10,2)', refused",
        "1e-999999999, 'decimal(10,2)', refused",
        "0e999999999, 'decimal(10,2)', 0.00",
        "2026-02-28, date, 2026-02-28",
        "2026-02-30, date, refused",
        "2026-11-21T10:00:00Z, timestamp, 2026-11-21T10:00:00Z",
        "2026-11-21 10:00:00.123456, timestamp, 2026-11-21T10:00:00.123456Z",
        "2026-11-21T10:00:00+02:00, timestamp, 2026-11-21T08:00:00Z",
        "2026-11-21T10:00:00+0200, timestamp, 2026-11-21T08:00:00Z",
        "2026-11-21T10:00:00.1234567Z, timestamp, refused",
        "2026-11-21T25:00:00Z, timestamp, refused"
    })
    void textBecomesWhatTheColumnHoldsExactlyOrIsRefused(String text, String type, String expected) {
        assertThat(cast(text, type).toString()).isEqualTo(expected);
    }

    @Test
    void numbersBecomeOtherNumbersOnlyWhenNothingIsLost() {
        assertThat(cast(300L, "tinyint")).isEqualTo("refused");
        assertThat(cast(1.0, "bigint")).isEqualTo(1L);
        assertThat(cast(1.5, "bigint")).isEqualTo("refused");
        assertThat(cast(Double.NaN, "bigint")).isEqualTo("refused");
        assertThat(cast(new BigDecimal("1.20"), "decimal(5,1)")).isEqualTo(new BigDecimal("1.2"));
        assertThat(cast(new BigDecimal("1.25"), "decimal(5,1)")).isEqualTo("refused");
        assertThat(cast(3L, "decimal(5,1)")).isEqualTo(new BigDecimal("3.0"));
    }

    @Test
    void anyScalarBecomesText() {
        assertThat(cast(7L, "string")).isEqualTo("7");
        assertThat(cast(new BigDecimal("1E+3"), "string")).isEqualTo("1000");
        assertThat(cast(Instant.parse("2026-11-21T10:00:00Z"), "string")).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(cast(new byte[] {1, 2}, "string")).isEqualTo("AQI=");
    }

    @Test
    void timesBecomeDatesAndDatesBecomeMidnight() {
        assertThat(cast(Instant.parse("2026-11-21T23:59:59Z"), "date")).isEqualTo(LocalDate.of(2026, 11, 21));
        assertThat(cast(LocalDate.of(2026, 11, 21), "timestamp")).isEqualTo(Instant.parse("2026-11-21T00:00:00Z"));
        assertThat(cast(Instant.parse("2026-11-21T10:00:00Z"), "timestamp_ntz"))
                .isEqualTo(LocalDateTime.of(2026, 11, 21, 10, 0));
    }
}
