package io.relata.transforms.plan;

/** Text that stays on one line, whatever a name of the source holds. */
final class PlainText {

    private PlainText() {}

    static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(plain, point));
        return plain.toString();
    }

    static void append(StringBuilder text, int point) {
        if (Character.isISOControl(point)
                || point == 0x2028
                || point == 0x2029
                || Character.getType(point) == Character.FORMAT
                || Character.getType(point) == Character.SURROGATE) {
            text.append(point > 0xFFFF ? "\\u{%x}".formatted(point) : "\\u%04x".formatted(point));
        } else {
            text.appendCodePoint(point);
        }
    }
}
