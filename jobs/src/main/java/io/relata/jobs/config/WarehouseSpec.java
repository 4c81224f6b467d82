package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** The database that people query. */
public sealed interface WarehouseSpec {

    /** The schema through which the catalog's tables are seen. */
    String externalSchema();

    /** By name, in the order they are refreshed. */
    Map<String, MaterializedViewSpec> materializedViews();

    /** By name, in the order they are asked. */
    Map<String, QuestionSpec> questions();

    /**
     * A DuckDB file.
     *
     * @param path the file, absolute; created when missing
     * @param mounts by what locations begin with, the local folders through which DuckDB reads them
     */
    record DuckDb(
            String path,
            String externalSchema,
            Map<String, MaterializedViewSpec> materializedViews,
            Map<String, QuestionSpec> questions,
            Map<String, String> mounts)
            implements WarehouseSpec {

        public DuckDb {
            requireNonNull(path, "path");
            requireNonNull(externalSchema, "externalSchema");
            materializedViews = Ordered.copy(materializedViews);
            questions = Ordered.copy(questions);
            mounts = Ordered.copy(mounts);
        }
    }
}
