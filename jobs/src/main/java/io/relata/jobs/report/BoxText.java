package io.relata.jobs.report;

/** The text in a table's box, in a font whose characters are all of one width. */
final class BoxText {

    /** In pixels, and so is what follows. */
    static final double NAME_SIZE = 13;

    static final double CAPTION_SIZE = 11;
    static final double INSET = 10;

    /** Of a character, by the size of its font and a little more than most have. */
    private static final double EACH = 0.62;

    private static final int MOST_CHARACTERS = 40;

    /** From here on scripts have characters that take the room of two. */
    private static final int WIDE_FROM = 0x1100;

    private BoxText() {}

    /** The text as it is seen, or as much of it as a box takes. */
    static String shown(String whole) {
        String text = HtmlText.visible(whole);
        if (columns(text) <= MOST_CHARACTERS) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int taken = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            taken += columns(character);
            if (taken >= MOST_CHARACTERS) {
                break;
            }
            cut.appendCodePoint(character);
            at += Character.charCount(character);
        }
        return cut + "\u2026";
    }

    /** How wide the box is that holds name and caption. */
    static double width(DrawnTable table) {
        double text = Math.max(width(table.name(), NAME_SIZE), width(table.caption(), CAPTION_SIZE));
        return text + 2 * INSET;
    }

    private static double width(String text, double size) {
        return columns(shown(text)) * size * EACH;
    }

    private static int columns(String text) {
        return text.codePoints().map(BoxText::columns).sum();
    }

    private static int columns(int character) {
        return character < WIDE_FROM || character == '\u2026' ? 1 : 2;
    }
}
