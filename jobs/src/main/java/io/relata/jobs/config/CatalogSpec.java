package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** Where the tables are registered. */
public sealed interface CatalogSpec {

    /** The database that holds the tables. */
    String database();

    /** The folder of the local catalog that {@link #catalog} tells in these words; empty where it is another. */
    static Optional<String> localFolder(String catalog) {
        return catalog.startsWith(Local.WORD) ? Optional.of(catalog.substring(Local.WORD.length())) : Optional.empty();
    }

    /** Which catalog it is, in words: the same words for the same catalog, whatever the database. */
    String catalog();

    /**
     * A catalog kept in files.
     *
     * @param path its folder, absolute or with a scheme
     */
    record Local(String database, String path) implements CatalogSpec {

        private static final String WORD = "local ";

        public Local {
            requireNonNull(database, "database");
            requireNonNull(path, "path");
        }

        @Override
        public String catalog() {
            return WORD + path;
        }
    }

    /**
     * The AWS Glue Data Catalog.
     *
     * @param region that of the surroundings when empty: the environment, a profile, the machine
     * @param endpoint where to call instead of the region's own endpoint
     * @param catalogId the catalog of another account; that of the credentials when empty
     * @param partitionIndexes of each index over the partitions its columns, in order
     * @param columnStatistics whether a run says what the values of its tables' columns are like
     */
    record Glue(
            String database,
            Optional<String> region,
            Optional<String> endpoint,
            Optional<String> catalogId,
            List<List<String>> partitionIndexes,
            boolean columnStatistics)
            implements CatalogSpec {

        public Glue {
            requireNonNull(database, "database");
            requireNonNull(region, "region");
            requireNonNull(endpoint, "endpoint");
            requireNonNull(catalogId, "catalogId");
            partitionIndexes = partitionIndexes.stream().map(List::copyOf).toList();
        }

        @Override
        public String catalog() {
            return "glue" + region.map(name -> " in " + name).orElse("")
                    + catalogId.map(id -> " of " + id).orElse("")
                    + endpoint.map(uri -> " at " + uri).orElse("");
        }
    }
}
