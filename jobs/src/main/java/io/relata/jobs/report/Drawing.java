package io.relata.jobs.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Shapes of a chart within a page, in pixels of a drawing that is {@value #WIDTH} wide. */
final class Drawing {

    static final int WIDTH = 720;

    private final Markup page;

    private Drawing(Markup page) {
        this.page = page;
    }

    /**
     * Begins a drawing, which {@link #end} ends.
     *
     * @param id told apart from all others of the page
     * @param description what those are told who do not see it
     */
    static Drawing begin(Markup page, String id, int height, String title, String description) {
        page.open("div")
                .with("class", "drawing")
                .with("role", "region")
                .with("aria-label", title)
                .with("tabindex", "0");
        page.open("svg")
                .with("class", "chart")
                .with("viewBox", "0 0 " + WIDTH + " " + height)
                .with("role", "img")
                .with("aria-labelledby", id + "-title " + id + "-description");
        page.open("title").with("id", id + "-title").text(title).close();
        page.open("desc").with("id", id + "-description").text(description).close();
        return new Drawing(page);
    }

    void end() {
        page.close().close();
    }

    void line(String style, double fromX, double fromY, double toX, double toY) {
        page.open("line")
                .with("class", style)
                .with("x1", pixels(fromX))
                .with("y1", pixels(fromY))
                .with("x2", pixels(toX))
                .with("y2", pixels(toY))
                .close();
    }

    /** @param hint what is told of it to whoever points at it */
    void bar(String style, double x, double y, double width, double height, String hint) {
        page.open("rect")
                .with("class", style)
                .with("x", pixels(x))
                .with("y", pixels(y))
                .with("width", pixels(width))
                .with("height", pixels(height))
                .element("title", hint)
                .close();
    }

    /** @param hint what is told of it to whoever points at it */
    void point(String style, double x, double y, String hint) {
        page.open("circle")
                .with("class", style)
                .with("cx", pixels(x))
                .with("cy", pixels(y))
                .with("r", "3")
                .element("title", hint)
                .close();
    }

    /** @param points {@code x,y} pairs */
    void path(String style, String points) {
        page.open("polyline").with("class", style).with("points", points).close();
    }

    /** @param style {@code start}, {@code middle} or {@code end} among others: which part of the text stands at x */
    void text(String style, double x, double y, String text) {
        page.open("text")
                .with("class", style)
                .with("x", pixels(x))
                .with("y", pixels(y))
                .text(text)
                .close();
    }

    static String pixels(double length) {
        BigDecimal rounded =
                BigDecimal.valueOf(length).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
