package io.relata.jobs.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Draws tables and how they join: parents left, children right. It has no colours but that of the text around it, so it
 * is read on a light and on a dark page, and on paper.
 */
public final class TableDrawing {

    private static final String LABEL = "tables-drawing";

    private TableDrawing() {}

    /**
     * A drawing that stands alone or within a page.
     *
     * @param tables of different names; one whose parent is not among them is a root
     */
    public static String svg(List<DrawnTable> tables) {
        Markup drawing = Markup.element();
        draw(drawing, tables);
        return drawing.done();
    }

    /** The same within a page that has no other. */
    static void draw(Markup page, List<DrawnTable> tables) {
        TableBoxes.Laid laid = TableBoxes.of(tables);
        page.open("svg")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("class", "tables")
                .with("width", Drawing.pixels(laid.width()))
                .with("height", Drawing.pixels(laid.height()))
                .with("viewBox", "0 0 " + Drawing.pixels(laid.width()) + " " + Drawing.pixels(laid.height()))
                .with("font-family", "ui-monospace, Menlo, Consolas, monospace")
                .with("role", "img")
                .with("aria-labelledby", LABEL);
        page.open("title").with("id", LABEL).text("Tables and how they join").close();
        Map<String, TableBoxes.Box> boxes = new HashMap<>();
        laid.boxes().forEach(box -> boxes.put(box.table().name(), box));
        for (TableBoxes.Box box : laid.boxes()) {
            box.parent()
                    .flatMap(parent -> Optional.ofNullable(boxes.get(parent)))
                    .ifPresent(parent -> join(page, parent, box));
        }
        laid.boxes().forEach(box -> box(page, box));
        page.close();
    }

    private static void join(Markup page, TableBoxes.Box parent, TableBoxes.Box child) {
        double turn = child.x() - 24;
        page.open("path")
                .with(
                        "d",
                        "M" + at(parent.right(), parent.middle()) + " H" + Drawing.pixels(turn) + " V"
                                + Drawing.pixels(child.middle()) + " H" + Drawing.pixels(child.x()))
                .with("fill", "none")
                .with("stroke", "currentColor")
                .with("stroke-opacity", "0.5")
                .close();
    }

    private static void box(Markup page, TableBoxes.Box box) {
        DrawnTable table = box.table();
        page.open("g");
        page.element("title", table.caption().isEmpty() ? table.name() : table.name() + ": " + table.caption());
        page.open("rect")
                .with("x", Drawing.pixels(box.x()))
                .with("y", Drawing.pixels(box.y()))
                .with("width", Drawing.pixels(box.width()))
                .with("height", Drawing.pixels(TableBoxes.HEIGHT))
                .with("rx", "4")
                .with("fill", "none")
                .with("stroke", "currentColor")
                .close();
        String caption = BoxText.shown(table.caption());
        text(page, box, caption.isEmpty() ? 24 : 17, BoxText.NAME_SIZE, BoxText.shown(table.name()));
        if (!caption.isEmpty()) {
            text(page, box, 32, BoxText.CAPTION_SIZE, caption);
        }
        page.close();
    }

    private static void text(Markup page, TableBoxes.Box box, double baseline, double size, String text) {
        page.open("text")
                .with("x", Drawing.pixels(box.x() + BoxText.INSET))
                .with("y", Drawing.pixels(box.y() + baseline))
                .with("font-size", Drawing.pixels(size))
                .with("fill", "currentColor")
                .text(text)
                .close();
    }

    private static String at(double x, double y) {
        return Drawing.pixels(x) + " " + Drawing.pixels(y);
    }
}
