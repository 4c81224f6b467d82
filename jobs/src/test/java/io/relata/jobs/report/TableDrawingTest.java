package io.relata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

@Tag("any-spark")
class TableDrawingTest {

    @Test
    void boxesOfSixtyTablesNeitherOverlapNorLeaveTheDrawing() {
        long seed = 20;
        Random random = new Random(seed);
        List<DrawnTable> tables = new ArrayList<>(List.of(root("t0")));
        for (int table = 1; table < 60; table++) {
            String name = "t" + table + "_" + "n".repeat(random.nextInt(60));
            tables.add(child(name, tables.get(random.nextInt(table)).name()));
        }
        TableBoxes.Laid laid = TableBoxes.of(tables);
        assertThat(laid.boxes()).as("seed " + seed).hasSize(60);
        for (TableBoxes.Box one : laid.boxes()) {
            assertThat(one.x()).isNotNegative();
            assertThat(one.y()).isNotNegative();
            assertThat(one.right()).isLessThanOrEqualTo(laid.width());
            assertThat(one.y() + TableBoxes.HEIGHT).isLessThanOrEqualTo(laid.height());
            for (TableBoxes.Box other : laid.boxes()) {
                boolean isApart = one.right() <= other.x()
                        || other.right() <= one.x()
                        || one.y() + TableBoxes.HEIGHT <= other.y()
                        || other.y() + TableBoxes.HEIGHT <= one.y();
                assertThat(one.equals(other) || isApart)
                        .as("seed %d: %s and %s", seed, one, other)
                        .isTrue();
            }
        }
    }

    @Test
    void aParentStandsLeftOfItsChildrenAndBetweenThem() {
        Map<String, TableBoxes.Box> boxes =
                boxes(List.of(root("root"), child("first", "root"), child("second", "root"), child("below", "second")));
        TableBoxes.Box root = boxes.get("root");
        assertThat(boxes.get("first").x()).isGreaterThan(root.right());
        assertThat(boxes.get("second").x()).isEqualTo(boxes.get("first").x());
        assertThat(boxes.get("below").x()).isGreaterThan(boxes.get("second").right());
        assertThat(root.middle())
                .isEqualTo((boxes.get("first").middle() + boxes.get("second").middle()) / 2);
    }

    @Test
    void aChildIsJoinedToItsParentAndARootToNothing() {
        Document drawing = parsed(List.of(root("root"), child("items", "root"), root("other")));
        List<String> joins = PageParser.elements(drawing, "path").stream()
                .map(path -> path.getAttribute("d"))
                .toList();
        Map<String, TableBoxes.Box> boxes = boxes(List.of(root("root"), child("items", "root"), root("other")));
        TableBoxes.Box child = boxes.get("items");
        TableBoxes.Box parent = boxes.get("root");
        assertThat(joins)
                .containsExactly("M" + Drawing.pixels(parent.right()) + " " + Drawing.pixels(parent.middle()) + " H"
                        + Drawing.pixels(child.x() - 24) + " V" + Drawing.pixels(child.middle()) + " H"
                        + Drawing.pixels(child.x()));
    }

    @Test
    void aBoxTellsNameJoinAndRows() {
        DrawnTable items = new DrawnTable("items", Optional.of("root"), "items", OptionalLong.of(1_234));
        assertThat(PageParser.texts(parsed(List.of(root("root"), items)), "text"))
                .containsExactly("items", "items, 1,234 rows", "root");
    }

    @Test
    void namesAreNoMarkupAndLongOnesAreCutButTold() {
        String hostile = "</text><script>alert(1)</script>\u202e\u0000'\"&";
        Document drawing = parsed(List.of(root(hostile), root("x".repeat(50))));
        assertThat(PageParser.elements(drawing, "script")).isEmpty();
        assertThat(PageParser.texts(drawing, "text"))
                .containsExactly("</text><script>alert(1)</script>\\u202e\\\u2026", "x".repeat(39) + "\u2026");
        assertThat(PageParser.texts(drawing, "title"))
                .contains("</text><script>alert(1)</script>\\u202e\\u0000'\"&", "x".repeat(50));
    }

    @Test
    void tablesThatJoinInACircleAreDrawnOnceEach() {
        assertThat(boxes(List.of(child("a", "b"), child("b", "a"), child("self", "self"))))
                .containsOnlyKeys("a", "b", "self");
    }

    @Test
    void noTablesAreAnEmptyDrawing() {
        assertThat(PageParser.texts(parsed(List.of()), "text")).isEmpty();
    }

    private static DrawnTable root(String name) {
        return new DrawnTable(name, Optional.empty(), "", OptionalLong.empty());
    }

    private static DrawnTable child(String name, String parent) {
        return new DrawnTable(name, Optional.of(parent), "key", OptionalLong.empty());
    }

    private static Map<String, TableBoxes.Box> boxes(List<DrawnTable> tables) {
        return TableBoxes.of(tables).boxes().stream()
                .collect(Collectors.toMap(box -> box.table().name(), Function.identity()));
    }

    private static Document parsed(List<DrawnTable> tables) {
        return PageParser.parse(TableDrawing.svg(tables).getBytes(StandardCharsets.UTF_8));
    }
}
