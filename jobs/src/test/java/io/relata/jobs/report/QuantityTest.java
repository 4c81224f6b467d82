package io.relata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class QuantityTest {

    @Test
    void amountsReadTheSameInEveryCountry() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Quantity.count(1_234_567)).isEqualTo("1,234,567");
            assertThat(Quantity.bytes(999)).isEqualTo("999 B");
            assertThat(Quantity.bytes(2_500_000)).isEqualTo("2.5 MB");
            assertThat(Quantity.number(1234.5)).isEqualTo("1,234.5");
            assertThat(Quantity.time(Duration.ofMillis(1_250))).isEqualTo("1.3 s");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void timesGrowFromSecondsToHours() {
        assertThat(Quantity.time(Duration.ofSeconds(61))).isEqualTo("1 min 1 s");
        assertThat(Quantity.time(Duration.ofMinutes(135))).isEqualTo("2 h 15 min");
        assertThat(Quantity.time(Duration.ofSeconds(-5))).isEqualTo("0.0 s");
    }

    @Test
    void numbersAreShortWhateverTheirSize() {
        assertThat(Quantity.number(0.1 + 0.2)).isEqualTo("0.3");
        assertThat(Quantity.number(-0.0)).isEqualTo("0");
        assertThat(Quantity.number(1e300)).isEqualTo("1E+300");
        assertThat(Quantity.number(-Double.MAX_VALUE)).isEqualTo("-1.798E+308");
        assertThat(Quantity.number(2.5e-9)).isEqualTo("2.5E-9");
    }
}
