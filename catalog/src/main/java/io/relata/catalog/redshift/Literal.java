package io.relata.catalog.redshift;

/** The one place where text becomes a literal of Redshift's SQL. */
final class Literal {

    private Literal() {}

    /**
     * The text between apostrophes. A backslash escapes in Redshift's literals, as its QUOTE_LITERAL says, so it is doubled
     * as apostrophes are.
     *
     * @throws IllegalArgumentException when the text holds a NUL, which no value of Redshift does
     */
    static String of(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("Redshift has no text with a NUL");
        }
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
