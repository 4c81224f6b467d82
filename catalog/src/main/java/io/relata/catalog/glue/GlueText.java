package io.relata.catalog.glue;

/** The characters that the Glue API takes: none of the controls, and no half of a surrogate pair. */
final class GlueText {

    private static final int LONGEST_COMMENT = 255;

    private GlueText() {}

    /** Whether a text of one line can be sent as it is. */
    static boolean isOneLine(String text) {
        return text.codePoints().allMatch(GlueText::isAllowed);
    }

    /** A column's comment: what cannot be sent is shown by its number, and the text is cut to 255 characters. */
    static String comment(String text) {
        StringBuilder comment = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (isAllowed(character)) {
                comment.appendCodePoint(character);
            } else {
                comment.append("\\u%04x".formatted(character));
            }
        });
        return cut(comment.toString(), LONGEST_COMMENT);
    }

    /** JSON of the same meaning in which every character can be sent: the rest are escapes inside its texts. */
    static String json(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        json.codePoints().forEach(character -> {
            if (isAllowed(character)) {
                escaped.appendCodePoint(character);
            } else {
                escaped.append("\\u%04x".formatted(character));
            }
        });
        return escaped.toString();
    }

    /** At most so many UTF-16 units from the start, never ending within a pair. */
    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, end(text, longest));
    }

    /** The highest index up to {@code limit} that does not cut a pair. */
    static int end(String text, int limit) {
        return limit < text.length()
                        && Character.isHighSurrogate(text.charAt(limit - 1))
                        && Character.isLowSurrogate(text.charAt(limit))
                ? limit - 1
                : limit;
    }

    private static boolean isAllowed(int character) {
        return character >= 0x20
                && !(character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE)
                && character != 0xFFFE
                && character != 0xFFFF;
    }
}
