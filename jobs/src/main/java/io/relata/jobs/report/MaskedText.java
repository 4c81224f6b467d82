package io.relata.jobs.report;

/** The form of a text without what it says: what is no structure of JSON or CSV becomes a letter, a digit or a dot. */
public final class MaskedText {

    /** So many characters of a text are shown. */
    public static final int LONGEST = 120;

    private static final String STRUCTURE = " {}[]\":,;|\\+-.\t\n\r";

    private MaskedText() {}

    /** Letters become {@code x}, digits {@code 9}, and what is neither nor structure {@code ?}; a long text is cut. */
    public static String of(String text) {
        StringBuilder masked = new StringBuilder();
        Excerpt.of(text, LONGEST).codePoints().forEach(character -> masked.append(masked(character)));
        return masked.toString();
    }

    private static char masked(int character) {
        if (STRUCTURE.indexOf(character) >= 0 || character == Excerpt.ELLIPSIS) {
            return (char) character;
        }
        if (Character.isDigit(character)) {
            return '9';
        }
        return Character.isLetter(character) ? 'x' : '?';
    }
}
