package io.relata.jobs.config;

import java.util.List;
import java.util.Map;

/** The keys that say where the tables are registered. */
final class CatalogKeys {

    /** The catalogs there are. */
    enum Type {
        LOCAL,
        GLUE
    }

    static final Key<Type> TYPE =
            Key.optional("type", Choice.of(Type.class), "which catalog").orElse(Type.LOCAL);

    static final Key<String> DATABASE = Key.required("database", Texts.DATABASE, "the database that holds the tables");

    static final Key<String> PATH = Key.optional("path", Paths.FOLDER, "the folder of a local catalog")
            .orElseShown("`_relata/catalog` in the target");

    static final Key<String> REGION = Key.optional("region", Texts.REGION, "the region of the Glue Data Catalog")
            .orElseShown("that of the environment, the profile or the machine");

    static final Key<String> ENDPOINT = Key.optional(
                    "endpoint", Texts.ENDPOINT, "where the Glue Data Catalog is called")
            .orElseShown("the region's own");

    static final Key<String> CATALOG_ID = Key.optional(
                    "catalog-id", Texts.CATALOG_ID, "the account whose Glue Data Catalog it is")
            .orElseShown("that of the credentials");

    static final Key<List<List<String>>> PARTITION_INDEXES = Key.optional(
            "partition-indexes",
            new ListOf<>(new ListOf<>(Texts.ANY)),
            "indexes over partitions in the Glue Data Catalog, at most 3, each the list of its partition columns; a table"
                    + " has those whose columns are all among its own");

    static final Key<Boolean> COLUMN_STATISTICS = Key.optional(
                    "column-statistics",
                    new Truth(),
                    "whether each run reads its tables once more and gives the Glue Data Catalog nulls, distinct values,"
                            + " extremes and lengths of their columns, for planners of queries")
            .orElse(false);

    /** The keys that a catalog of one type alone has. */
    static final Map<Type, List<Key<?>>> OWN_KEYS = Map.of(
            Type.LOCAL,
            List.of(PATH),
            Type.GLUE,
            List.of(REGION, ENDPOINT, CATALOG_ID, PARTITION_INDEXES, COLUMN_STATISTICS));

    static final Section SECTION =
            new Section(TYPE, DATABASE, PATH, REGION, ENDPOINT, CATALOG_ID, PARTITION_INDEXES, COLUMN_STATISTICS);

    private CatalogKeys() {}

    static CatalogSpec spec(Fields catalog, TargetSpec target) {
        return switch (catalog.value(TYPE)) {
            case LOCAL ->
                new CatalogSpec.Local(
                        catalog.value(DATABASE), catalog.find(PATH).orElse(target.path() + "/_relata/catalog"));
            case GLUE ->
                new CatalogSpec.Glue(
                        catalog.value(DATABASE),
                        catalog.find(REGION),
                        catalog.find(ENDPOINT),
                        catalog.find(CATALOG_ID),
                        catalog.find(PARTITION_INDEXES).orElse(List.of()),
                        catalog.value(COLUMN_STATISTICS));
        };
    }
}
