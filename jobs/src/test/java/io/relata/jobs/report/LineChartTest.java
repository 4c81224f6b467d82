package io.relata.jobs.report;

import static io.relata.jobs.report.PageParser.elements;
import static io.relata.jobs.report.PageParser.number;
import static io.relata.jobs.report.PageParser.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class LineChartTest {

    @Test
    void pointsStandInTheRowsOrderAtTheHeightOfTheirNumbers() {
        Document chart = Drawn.lines(Drawn.rows("day|n", "mon|0", "sun|10", "tue|2.5"));
        assertThat(elements(chart, "polyline"))
                .extracting(line -> line.getAttribute("points"))
                .containsExactly("96,232 396,12 696,177");
        assertThat(elements(chart, "circle"))
                .extracting(Element::getTextContent)
                .containsExactly("mon, n: 0", "sun, n: 10", "tue, n: 2.5");
        assertThat(texts(chart, "text")).containsExactly("0", "5", "10", "mon", "sun", "tue");
    }

    @Test
    void aGapInTheNumbersIsAGapInTheLine() {
        Document chart = Drawn.lines(Drawn.rows("day|n", "a|0", "b|10", "c|-", "d|5", "e|nan", "f|0", "g|10"));
        assertThat(elements(chart, "polyline"))
                .extracting(line -> line.getAttribute("points"))
                .containsExactly("96,232 196,12", "596,232 696,12");
        assertThat(elements(chart, "circle")).hasSize(5);
    }

    @Test
    void aNumberBetweenGapsIsAPointHoweverManyRowsThereAre() {
        String[] rows = IntStream.range(0, 200).mapToObj(row -> row + "|-").toArray(String[]::new);
        rows[100] = "100|7";
        Document chart = Drawn.lines(Drawn.rows("day|n", rows));
        assertThat(elements(chart, "polyline")).isEmpty();
        assertThat(elements(chart, "circle"))
                .extracting(Element::getTextContent)
                .containsExactly("100, n: 7");
    }

    @Test
    void aSingleRowIsAPointInTheMiddle() {
        Document chart = Drawn.lines(Drawn.rows("day|n", "mon|-3"));
        assertThat(number(elements(chart, "circle").get(0), "cx")).isEqualTo(396);
        assertThat(number(elements(chart, "circle").get(0), "cy")).isBetween(12.0, 232.0);
    }

    @Test
    void numbersBelowZeroAndHugeOnesStayInsideTheDrawing() {
        for (String[] numbers : new String[][] {
            {"1.7976931348623157e308", "-1.7976931348623157e308"},
            {"-5", "-7"},
            {"1e18", "1000000000000000200"},
            {"0", "1e-320"}
        }) {
            Document chart = Drawn.lines(Drawn.rows("day|n", "a|" + numbers[0], "b|" + numbers[1]));
            for (Element point : elements(chart, "circle")) {
                assertThat(number(point, "cy")).as(numbers[0]).isBetween(12.0, 232.0);
            }
            assertThat(number(elements(chart, "circle").get(0), "cy"))
                    .as(numbers[0])
                    .isNotEqualTo(number(elements(chart, "circle").get(1), "cy"));
        }
    }

    @Test
    void aThousandRowsHaveSixLabels() {
        String[] rows =
                IntStream.range(0, 1_000).mapToObj(row -> "d" + row + "|" + row).toArray(String[]::new);
        Document chart = Drawn.lines(Drawn.rows("day|n", rows));
        assertThat(elements(chart, "polyline").get(0).getAttribute("points").split(" "))
                .hasSize(1_000);
        assertThat(elements(chart, "circle")).isEmpty();
        assertThat(texts(chart, "text")).endsWith("d0", "d200", "d400", "d599", "d799", "d999");
    }
}
