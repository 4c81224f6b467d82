package io.relata.jobs.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-spark")
class RangesTest {

    private static List<String> ranges(String lower, String upper, int count, PartitionAxis axis) {
        return Ranges.of("c", axis.parse(lower), axis.parse(upper), count, axis, new PostgresDialect());
    }

    @Test
    void theFirstRangeTakesNullsAndBothEndsAreOpen() {
        assertThat(ranges("1", "100", 4, PartitionAxis.NUMBERS))
                .containsExactly("(c < 26 OR c IS NULL)", "c >= 26 AND c < 51", "c >= 51 AND c < 76", "c >= 76");
    }

    @Test
    void fewerValuesThanPartsGiveAsManyPartsAsValues() {
        assertThat(ranges("7", "8", 10, PartitionAxis.NUMBERS)).containsExactly("(c < 8 OR c IS NULL)", "c >= 8");
        assertThat(ranges("7", "7", 10, PartitionAxis.NUMBERS)).containsExactly("1 = 1");
        assertThat(ranges("8", "7", 10, PartitionAxis.NUMBERS)).containsExactly("1 = 1");
    }

    /** The difference of the ends does not fit in 64 bits. */
    @Test
    void theGreatestRangesAreCutToo() {
        assertThat(ranges("-9223372036854775808", "18446744073709551615", 2, PartitionAxis.NUMBERS))
                .containsExactly("(c < 4611686018427387904 OR c IS NULL)", "c >= 4611686018427387904");
    }

    @Test
    void datesAndTimesAreCutAsTheyAreWritten() {
        assertThat(ranges("2026-01-01", "2026-01-04", 2, PartitionAxis.DAYS))
                .containsExactly("(c < DATE '2026-01-03' OR c IS NULL)", "c >= DATE '2026-01-03'");
        assertThat(ranges("2026-01-01", "2026-01-01T23:59:59.999999Z", 2, PartitionAxis.TIMES))
                .containsExactly(
                        "(c < TIMESTAMP '2026-01-01 12:00:00.000000' OR c IS NULL)",
                        "c >= TIMESTAMP '2026-01-01 12:00:00.000000'");
        assertThat(PartitionAxis.NUMBERS.parse("-0.5")).isEqualTo(BigInteger.valueOf(-1));
    }
}
