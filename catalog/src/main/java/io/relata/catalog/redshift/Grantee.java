package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/** Who may do something. */
public sealed interface Grantee {

    /** What stands behind {@code TO}. */
    String sql();

    /** One user. */
    record User(Identifier name) implements Grantee {

        public User {
            requireNonNull(name, "name");
        }

        @Override
        public String sql() {
            return name.sql();
        }
    }

    /** Who has a role. */
    record Role(Identifier name) implements Grantee {

        public Role {
            requireNonNull(name, "name");
        }

        @Override
        public String sql() {
            return "ROLE " + name.sql();
        }
    }

    /** Who is in a group. */
    record Group(Identifier name) implements Grantee {

        public Group {
            requireNonNull(name, "name");
        }

        @Override
        public String sql() {
            return "GROUP " + name.sql();
        }
    }

    /** Everybody. */
    record Everyone() implements Grantee {

        @Override
        public String sql() {
            return "PUBLIC";
        }
    }
}
