package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import io.relata.RelataException;
import java.util.List;
import java.util.Optional;

/**
 * What a job has in its warehouse.
 *
 * @param schema the schema of the tables; empty where there are none
 * @param tables each behind those that it refers to
 * @param views each behind those that it reads
 */
public record WarehouseObjects(
        CreateExternalSchema external,
        Optional<Identifier> schema,
        List<CreateTable> tables,
        List<CreateMaterializedView> views,
        List<Grant> grants) {

    public WarehouseObjects {
        requireNonNull(external, "external");
        requireNonNull(schema, "schema");
        tables = List.copyOf(tables);
        views = List.copyOf(views);
        grants = List.copyOf(grants);
    }

    /**
     * Makes all that is not there. Safe to repeat.
     *
     * @throws RelataException when the warehouse refuses something; what came before it is there
     */
    public void create(SqlRunner runner) {
        runner.run(external);
        schema.ifPresent(name -> runner.run(new CreateSchema(name)));
        tables.forEach(new NativeTables(runner)::define);
        views.forEach(new MaterializedViews(runner)::define);
        grants.forEach(runner::run);
    }
}
