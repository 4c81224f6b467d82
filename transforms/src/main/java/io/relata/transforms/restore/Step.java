package io.relata.transforms.restore;

/** One step of a path that a published column or table comes from. */
sealed interface Step {

    /** Into an object, to the member of this name. */
    record Member(String name) implements Step {}

    /** Into an array or a map. */
    enum Inside implements Step {
        ELEMENT("[]"),
        ENTRIES("{}"),
        ENTRY_KEY("{key}"),
        ENTRY_VALUE("{value}");

        private final String text;

        Inside(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
