package io.relata.jobs.report;

import java.util.Locale;

/** The one place where text becomes HTML, in elements and in attributes alike. What it gives is XML too. */
final class HtmlText {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int SOFT_HYPHEN = 0xAD;

    private HtmlText() {}

    /** Marks mean themselves; a character that is not seen, or moves others, is shown as its code. */
    static String of(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                case '\n', '\t' -> html.append((char) character);
                default -> append(html, character);
            }
        });
        return html.toString();
    }

    /** The text as it is seen: a character that is not seen, or moves others, as its code. */
    static String visible(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        text.codePoints().forEach(character -> append(seen, character));
        return seen.toString();
    }

    private static void append(StringBuilder seen, int character) {
        if (isShownAsCode(character)) {
            seen.append(String.format(Locale.ROOT, "\\u%04x", character));
        } else {
            seen.appendCodePoint(character);
        }
    }

    private static boolean isShownAsCode(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            // Scripts and emoji are written with these, and they move nothing.
            case Character.FORMAT ->
                character != ZERO_WIDTH_NON_JOINER && character != ZERO_WIDTH_JOINER && character != SOFT_HYPHEN;
            default -> isNoCharacter(character);
        };
    }

    /** Code points that never become characters; XML refuses some of them. */
    private static boolean isNoCharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }
}
