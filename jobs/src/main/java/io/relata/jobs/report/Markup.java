package io.relata.jobs.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** HTML under construction. Names of elements and attributes are ours; values and text may be anybody's. */
final class Markup {

    /** Elements that have no end tag in HTML. */
    private static final Set<String> VOID = Set.of("meta");

    /** Elements within a line or a shape, before which white space would be seen. */
    private static final Set<String> INLINE = Set.of("strong", "em", "title", "desc");

    private final StringBuilder html;
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTag;

    /** A page. */
    Markup() {
        this("<!DOCTYPE html>");
    }

    private Markup(String start) {
        html = new StringBuilder(start);
    }

    /** An element that is no page, such as a drawing in a file of its own. */
    static Markup element() {
        return new Markup("");
    }

    Markup open(String element) {
        endTag();
        if (html.length() > 0 && html.charAt(html.length() - 1) == '>' && !INLINE.contains(element)) {
            html.append('\n');
        }
        html.append('<').append(element);
        open.push(element);
        inTag = true;
        return this;
    }

    /** An attribute of the element that was opened last and has no content yet. */
    Markup with(String attribute, String value) {
        if (!inTag) {
            throw new IllegalStateException("Attribute " + attribute + " comes after the start of " + open.peek());
        }
        html.append(' ')
                .append(attribute)
                .append("=\"")
                .append(HtmlText.of(value))
                .append('"');
        return this;
    }

    Markup text(String text) {
        endTag();
        html.append(HtmlText.of(text));
        return this;
    }

    Markup element(String element, String text) {
        return open(element).text(text).close();
    }

    /** The page's style sheet, which HTML would not read if it were escaped. */
    Markup style(String css) {
        if (css.contains("<") || css.contains("&")) {
            throw new IllegalArgumentException("A style sheet with < or & would not end where it should");
        }
        open("style");
        endTag();
        html.append('\n').append(css);
        return close();
    }

    Markup close() {
        String element = open.pop();
        if (inTag && VOID.contains(element)) {
            html.append("/>");
            inTag = false;
        } else {
            endTag();
            html.append("</").append(element).append('>');
        }
        return this;
    }

    /** All of it; every element is closed. */
    String done() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("Elements are open: " + open);
        }
        return html + "\n";
    }

    private void endTag() {
        if (inTag) {
            html.append('>');
            inTag = false;
        }
    }
}
