package io.relata.jobs.report;

import static io.relata.jobs.report.PageParser.elements;
import static io.relata.jobs.report.PageParser.number;
import static io.relata.jobs.report.PageParser.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class BarChartTest {

    /** The plot's width; the axis ends at 10, the round number above the highest. */
    private static final double TEN = BarChart.PLOT;

    @Test
    void barsAreAsLongAsTheirNumbers() {
        Document chart = Drawn.bars(Drawn.rows("town|n", "Oslo|10", "Rome|2.5", "Bern|0"));
        assertThat(elements(chart, "rect")).extracting(bar -> number(bar, "x")).containsOnly((double) BarChart.LEFT);
        assertThat(elements(chart, "rect"))
                .extracting(bar -> number(bar, "width"))
                .containsExactly(TEN, TEN / 4, 0.0);
        assertThat(elements(chart, "rect").get(1).getTextContent()).isEqualTo("Rome, n: 2.5");
        assertThat(texts(chart, "text")).containsExactly("0", "5", "10", "Oslo", "10", "Rome", "2.5", "Bern", "0");
    }

    @Test
    void barsBelowZeroGoToTheLeftOfIt() {
        Document chart = Drawn.bars(Drawn.rows("town|n", "Oslo|-10", "Rome|10", "Bern|5"));
        List<Element> bars = elements(chart, "rect");
        double zero = number(bars.get(1), "x");
        assertThat(zero).isEqualTo(BarChart.LEFT + TEN / 2);
        assertThat(number(bars.get(0), "x")).isEqualTo(BarChart.LEFT);
        assertThat(number(bars.get(0), "width")).isEqualTo(TEN / 2);
        assertThat(number(bars.get(1), "width")).isEqualTo(TEN / 2);
        assertThat(number(bars.get(2), "x")).isEqualTo(zero);
        assertThat(number(bars.get(2), "width")).isEqualTo(TEN / 4);
    }

    @Test
    void eachColumnOfNumbersIsASeriesAndBarsDoNotOverlap() {
        Document chart = Drawn.bars(Drawn.rows("town|n|note|m", "Oslo|1|x|2", "Rome|3|y|4"));
        List<Element> bars = elements(chart, "rect");
        assertThat(bars)
                .extracting(bar -> bar.getAttribute("class"))
                .containsExactly("series-0", "series-1", "series-0", "series-1");
        for (int bar = 1; bar < bars.size(); bar++) {
            assertThat(number(bars.get(bar), "y"))
                    .isGreaterThanOrEqualTo(number(bars.get(bar - 1), "y") + number(bars.get(bar - 1), "height"));
        }
    }

    @Test
    void valuesThatAreNoNumberHaveALabelAndNoBar() {
        Document chart = Drawn.bars(Drawn.rows("town|n", "Oslo|-", "Rome|NaN", "-|inf", "Bern|1e999", "Kyiv|4"));
        assertThat(elements(chart, "rect")).hasSize(1);
        assertThat(texts(chart, "text"))
                .containsSubsequence("Oslo", "null", "Rome", "NaN", "null", "inf", "Bern", "1e999", "Kyiv", "4");
    }

    @Test
    void hugeAndTinyNumbersStayInsideTheDrawing() {
        for (String[] numbers : new String[][] {
            {"1.7976931348623157e308", "-1.7976931348623157e308"},
            {"4.9e-324", "0"},
            {"1e300", "1e-300"},
            {"0", "0"},
            {"-5", "-5"},
            {"9007199254740993", "9007199254740992"}
        }) {
            Document chart = Drawn.bars(Drawn.rows("town|n", "a|" + numbers[0], "b|" + numbers[1]));
            for (Element bar : elements(chart, "rect")) {
                assertThat(number(bar, "x")).isBetween((double) BarChart.LEFT, BarChart.LEFT + TEN);
                assertThat(number(bar, "x") + number(bar, "width"))
                        .as(numbers[0])
                        .isLessThanOrEqualTo(BarChart.LEFT + TEN + 0.01);
            }
            for (Element line : elements(chart, "line")) {
                assertThat(number(line, "x1")).isBetween((double) BarChart.LEFT, BarChart.LEFT + TEN);
            }
        }
    }

    @Test
    void theHighestOfTwoHugeNumbersFillsTheAxis() {
        Document chart = Drawn.bars(Drawn.rows("town|n", "a|1e308", "b|5e307"));
        assertThat(number(elements(chart, "rect").get(0), "width"))
                .isCloseTo(2 * number(elements(chart, "rect").get(1), "width"), within(0.02));
    }

    @Test
    void longTextsAreCutAndToldInFull() {
        String label = "x".repeat(300);
        Document chart = Drawn.bars(Drawn.rows("town|n", label + "|0." + "1".repeat(300)));
        assertThat(texts(chart, "text")).contains("x".repeat(26) + "\u2026", "0." + "1".repeat(16) + "\u2026");
        assertThat(elements(chart, "rect").get(0).getTextContent()).startsWith(label + ", n: 0.1111");
    }
}
