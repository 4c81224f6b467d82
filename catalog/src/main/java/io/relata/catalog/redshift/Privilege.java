package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/** What somebody may do. */
public sealed interface Privilege {

    /** What stands between {@code GRANT} and {@code TO}. */
    String sql();

    /** See what is in a schema; of an external one, read its tables. */
    record UseSchema(Identifier schema) implements Privilege {

        public UseSchema {
            requireNonNull(schema, "schema");
        }

        @Override
        public String sql() {
            return "USAGE ON SCHEMA " + schema.sql();
        }
    }

    /** Read a table or view. */
    record Read(RelationName relation) implements Privilege {

        public Read {
            requireNonNull(relation, "relation");
        }

        @Override
        public String sql() {
            return "SELECT ON TABLE " + relation.sql();
        }
    }

    /** Read all tables and views that a schema has now. */
    record ReadAll(Identifier schema) implements Privilege {

        public ReadAll {
            requireNonNull(schema, "schema");
        }

        @Override
        public String sql() {
            return "SELECT ON ALL TABLES IN SCHEMA " + schema.sql();
        }
    }

    /** Make temporary tables, which reading tables over files takes. */
    record MakeTemporaryTables(Identifier database) implements Privilege {

        public MakeTemporaryTables {
            requireNonNull(database, "database");
        }

        @Override
        public String sql() {
            return "TEMP ON DATABASE " + database.sql();
        }
    }
}
