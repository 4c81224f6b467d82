package io.relata.transforms.survey;

/**
 * The path of a value, as options write it.
 *
 * @param text for example {@code a[].b}; empty for the record itself
 */
record ValuePath(String text) {

    static final ValuePath RECORD = new ValuePath("");

    private static final String SPECIAL = ".[]{}`";

    ValuePath member(String key) {
        boolean isPlain = !key.isEmpty() && key.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
        String name = isPlain ? key : "`" + key.replace("`", "``") + "`";
        return new ValuePath(text.isEmpty() ? name : text + "." + name);
    }

    ValuePath element() {
        return new ValuePath(text + "[]");
    }

    /** The text on one line, whatever a key holds. */
    String shown() {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            int type = Character.getType(point);
            boolean breaks = Character.isISOControl(point) || point == 0x2028 || point == 0x2029;
            if (breaks || type == Character.FORMAT || type == Character.SURROGATE) {
                shown.append(point > 0xFFFF ? "\\u{%x}".formatted(point) : "\\u%04x".formatted(point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        return text.isEmpty() ? "the record" : shown.toString();
    }
}
