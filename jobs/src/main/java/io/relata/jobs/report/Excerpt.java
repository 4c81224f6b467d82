package io.relata.jobs.report;

/** The beginning of a long text. */
final class Excerpt {

    static final char ELLIPSIS = '\u2026';

    private Excerpt() {}

    /** The text where it has at most {@code most} characters, else the first of them and an ellipsis. */
    static String of(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + ELLIPSIS;
    }
}
