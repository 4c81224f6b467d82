package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/** Which node keeps a row. */
public sealed interface Distribution {

    /** The clause, with a space before it; empty where Redshift chooses. */
    String sql();

    /** As Redshift chooses, and may choose anew. */
    record Auto() implements Distribution {

        @Override
        public String sql() {
            return "";
        }
    }

    /** Any, in turns. */
    record Even() implements Distribution {

        @Override
        public String sql() {
            return " DISTSTYLE EVEN";
        }
    }

    /** All of them, for small tables that others are joined with. */
    record All() implements Distribution {

        @Override
        public String sql() {
            return " DISTSTYLE ALL";
        }
    }

    /** The one that keeps all rows with this value. */
    record Key(Identifier column) implements Distribution {

        public Key {
            requireNonNull(column, "column");
        }

        @Override
        public String sql() {
            return " DISTSTYLE KEY DISTKEY (" + column.sql() + ")";
        }
    }
}
