package io.relata.jobs.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys that say which database people query. */
final class WarehouseKeys {

    /** The warehouses there are. */
    enum Type {
        DUCKDB
    }

    static final Key<Type> TYPE = Key.required(
            "type", Choice.of(Type.class, "redshift-data-api", "redshift-jdbc", "script"), "which warehouse");

    static final Key<String> PATH = Key.optional("path", Paths.LOCAL_FILE, "the DuckDB file")
            .orElseShown("`_relata/warehouse.duckdb` in a local target, else `<job>.duckdb` in the working directory");

    static final Key<String> EXTERNAL_SCHEMA =
            Key.required("external-schema", Texts.SCHEMA, "the schema through which the catalog's tables are seen");

    static final Key<SqlFile> SQL =
            Key.required("sql", SqlFiles.FILE, "the file with the query, in the job file's folder");

    static final Key<Map<String, Fields>> MATERIALIZED_VIEWS = Key.optional(
            "materialized-views",
            new MapOf<>(Texts.TABLE, new Section(SQL), MapOf.Growth.CLOSED),
            "queries whose results are kept, by name, in the order they are refreshed");

    static final Key<Map<String, String>> MOUNTS = Key.optional(
            "mounts",
            new MapOf<>(Texts.BUCKET, Paths.LOCAL_FOLDER, MapOf.Growth.OPEN),
            "the folders of this machine where buckets of S3 are mounted, through which DuckDB reads the tables in them");

    static final Section SECTION =
            new Section(TYPE, PATH, EXTERNAL_SCHEMA, MATERIALIZED_VIEWS, QuestionKeys.QUESTIONS, MOUNTS);

    private WarehouseKeys() {}

    static WarehouseSpec spec(Fields warehouse, String job, TargetSpec target, Path workingDirectory) {
        return switch (warehouse.value(TYPE)) {
            case DUCKDB ->
                new WarehouseSpec.DuckDb(
                        warehouse.find(PATH).orElseGet(() -> file(job, target, workingDirectory)),
                        warehouse.value(EXTERNAL_SCHEMA),
                        views(warehouse),
                        QuestionKeys.specs(warehouse),
                        warehouse.find(MOUNTS).orElse(Map.of()));
        };
    }

    private static String file(String job, TargetSpec target, Path workingDirectory) {
        return Paths.hasScheme(target.path())
                ? workingDirectory.resolve(job + ".duckdb").toString()
                : target.path() + "/_relata/warehouse.duckdb";
    }

    private static Map<String, MaterializedViewSpec> views(Fields warehouse) {
        Map<String, MaterializedViewSpec> views = new LinkedHashMap<>();
        warehouse
                .find(MATERIALIZED_VIEWS)
                .orElse(Map.of())
                .forEach((name, view) -> views.put(name, new MaterializedViewSpec(view.value(SQL))));
        return views;
    }
}
