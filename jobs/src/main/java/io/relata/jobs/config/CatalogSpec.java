package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

/** Where the tables are registered. */
public sealed interface CatalogSpec {

    /** The database that holds the tables. */
    String database();

    /**
     * A catalog kept in files.
     *
     * @param path its folder, absolute or with a scheme
     */
    record Local(String database, String path) implements CatalogSpec {

        public Local {
            requireNonNull(database, "database");
            requireNonNull(path, "path");
        }
    }
}
