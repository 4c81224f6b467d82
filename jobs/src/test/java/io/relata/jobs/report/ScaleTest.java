package io.relata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void endsAndTicksAreRoundNumbersAroundTheNumbers() {
        assertThat(Scale.over(0, 10)).isEqualTo(new Scale(0, 10, List.of(0.0, 5.0, 10.0)));
        assertThat(ticks(0, 10.98)).containsExactly("0", "5", "10", "15");
        assertThat(ticks(-3, 4)).containsExactly("-4", "-2", "0", "2", "4");
        assertThat(ticks(0.11, 0.37)).containsExactly("0.1", "0.2", "0.3", "0.4");
        assertThat(ticks(1_200_000, 4_100_000))
                .containsExactly("1,000,000", "2,000,000", "3,000,000", "4,000,000", "5,000,000");
    }

    @Test
    void oneNumberHasRoomOnBothSides() {
        assertThat(Scale.over(8, 8).share(8)).isBetween(0.3, 0.7);
        assertThat(Scale.over(-8, -8).share(-8)).isBetween(0.3, 0.7);
        assertThat(Scale.over(0, 0)).isEqualTo(new Scale(0, 1, List.of(0.0, 0.5, 1.0)));
    }

    @Test
    void whereRoundNumbersCannotBeToldApartTheNumbersThemselvesAreTheTicks() {
        double next = Math.nextUp(1e18);
        assertThat(Scale.over(1e18, next)).isEqualTo(new Scale(1e18, next, List.of(1e18, next)));
        assertThat(Scale.over(0, Double.MIN_VALUE).ticks()).containsExactly(0.0, Double.MIN_VALUE);
    }

    @Test
    void theWidestRangeThereIsHasShares() {
        Scale widest = Scale.over(-Double.MAX_VALUE, Double.MAX_VALUE);
        assertThat(widest.share(-Double.MAX_VALUE)).isZero();
        assertThat(widest.share(0)).isEqualTo(0.5);
        assertThat(widest.share(Double.MAX_VALUE)).isEqualTo(1);
    }

    private static List<String> ticks(double lowest, double highest) {
        return Scale.over(lowest, highest).ticks().stream()
                .map(Quantity::number)
                .toList();
    }
}
