package io.relata.transforms.plan;

/** One step from a value of the source into it. */
sealed interface PathStep {

    /** Into a struct, to the member of this name. */
    record Field(String name) implements PathStep {

        private static final String EMPTY = "_empty";
        private static final String BLANK = "_blank";
        private static final char REPLACEMENT = '\uFFFD';

        /** The name in a logical name: never blank, and always encodable as UTF-8. */
        @Override
        public String logicalName() {
            if (name.isBlank()) {
                return name.isEmpty() ? EMPTY : BLANK;
            }
            return withoutLoneSurrogates(name);
        }

        // A file would hold "?" for each of them, and two names would become one.
        private static String withoutLoneSurrogates(String name) {
            if (name.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
                return name;
            }
            return name.codePoints()
                    .map(point -> Character.getType(point) == Character.SURROGATE ? REPLACEMENT : point)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }

    /** Into an array or a map. */
    enum Inside implements PathStep {
        /** To each element of an array. */
        ELEMENT("val"),
        /** To the key of each entry of a map. */
        ENTRY_KEY("val.key"),
        /** To the value of each entry of a map. */
        ENTRY_VALUE("val.value");

        private final String logicalName;

        Inside(String logicalName) {
            this.logicalName = logicalName;
        }

        @Override
        public String logicalName() {
            return logicalName;
        }
    }

    /**
     * To the value itself, when it is of one kind among several. Part of names, and of no path that a person writes.
     *
     * @param kind the name of the kind, as {@link io.relata.transforms.survey.Variants} has it
     * @param separator what joins it to the value's name in a logical name
     */
    record Variant(String kind, String separator) implements PathStep {

        @Override
        public String logicalName() {
            return kind;
        }
    }

    /** What the step adds to a logical name. */
    String logicalName();

    /** What stands before that, unless it comes first. */
    default String separator() {
        return ".";
    }
}
