package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import io.relata.catalog.redshift.Grantee;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The database that people query.
 *
 * @param externalSchema the schema through which the catalog's tables are seen
 * @param schema the schema of the tables that it keeps itself; empty where it keeps none
 * @param tables those that it keeps itself, by their names in the catalog
 * @param materializedViews by name
 * @param questions by name, in the order they are asked
 * @param readers who may read all of it
 */
public record WarehouseSpec(
        WarehouseEngine engine,
        String externalSchema,
        Optional<String> schema,
        Map<String, WarehouseTableSpec> tables,
        Map<String, MaterializedViewSpec> materializedViews,
        Map<String, QuestionSpec> questions,
        List<Grantee> readers) {

    public WarehouseSpec {
        requireNonNull(engine, "engine");
        requireNonNull(externalSchema, "externalSchema");
        requireNonNull(schema, "schema");
        tables = Ordered.copy(tables);
        materializedViews = Ordered.copy(materializedViews);
        questions = Ordered.copy(questions);
        readers = List.copyOf(readers);
    }
}
