package io.relata.jobs.config;

/** The keys that say where the tables are registered. */
final class CatalogKeys {

    /** The catalogs there are. */
    enum Type {
        LOCAL
    }

    static final Key<Type> TYPE =
            Key.optional("type", Choice.of(Type.class, "glue"), "which catalog").orElse(Type.LOCAL);

    static final Key<String> DATABASE = Key.required("database", Texts.DATABASE, "the database that holds the tables");

    static final Key<String> PATH = Key.optional("path", Paths.FOLDER, "the folder of a local catalog")
            .orElseShown("`_relata/catalog` in the target");

    static final Section SECTION = new Section(TYPE, DATABASE, PATH);

    private CatalogKeys() {}

    static CatalogSpec spec(Fields catalog, TargetSpec target) {
        return switch (catalog.value(TYPE)) {
            case LOCAL ->
                new CatalogSpec.Local(
                        catalog.value(DATABASE), catalog.find(PATH).orElse(target.path() + "/_relata/catalog"));
        };
    }
}
