package io.relata.jobs.config;

import java.util.List;
import java.util.Map;

/** A value of a job file before anything is known of what it should be. Immutable; parts may be shared. */
sealed interface Node {

    /** Where the value stands. */
    Place place();

    /** What the value is, for messages; never shows what came from the environment. */
    String described();

    /**
     * One value.
     *
     * @param text the value
     * @param shown what messages show in its place: for values from the environment the name of the variable
     * @param kind what the value looks like
     * @param origin who said its beginning
     */
    record Scalar(Place place, String text, String shown, Kind kind, Origin origin) implements Node {

        private static final int LONGEST_SHOWN = 300;

        /** What messages show of the text, in quotes and cut to a length that leaves the message readable. */
        String quoted() {
            return "\"" + (shown.length() <= LONGEST_SHOWN ? shown : shown.substring(0, LONGEST_SHOWN) + "...") + "\"";
        }

        @Override
        public String described() {
            return switch (kind) {
                case TEXT, ANY -> "text " + quoted();
                case WHOLE_NUMBER -> "the whole number " + shown;
                case OTHER_NUMBER -> "the number " + shown;
                case TRUTH -> "the truth value " + shown;
                case NOTHING -> "nothing";
                case UNKNOWN -> shown;
            };
        }
    }

    /** Values in order. */
    record Items(Place place, List<Node> items) implements Node {

        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String described() {
            return items.isEmpty() ? "an empty list" : "a list";
        }
    }

    /** Values by key, in the order of the file. */
    record Members(Place place, Map<String, Member> members) implements Node {

        public Members {
            members = Ordered.copy(members);
        }

        @Override
        public String described() {
            return "entries of the form key: value";
        }
    }

    /**
     * A value and the place of its key.
     *
     * @param key where the key stands
     */
    record Member(Place key, Node value) {}

    /** What a scalar looks like. */
    enum Kind {
        TEXT,
        WHOLE_NUMBER,
        OTHER_NUMBER,
        TRUTH,
        NOTHING,
        /** Whatever its key asks for: values of the environment and of the command line carry no type. */
        ANY,
        /** Not to be read: its problem is already told. */
        UNKNOWN
    }

    /** Who said the beginning of a scalar. */
    enum Origin {
        FILE,
        ENVIRONMENT,
        COMMAND_LINE
    }
}
