package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import io.relata.Warehouse;

/**
 * Redshift as the warehouse. Spectrum reads the tables of an external schema as the Glue Data Catalog has them, so once
 * the schema is there, exposing it again changes nothing. A materialized view that is there keeps its query.
 */
public final class RedshiftWarehouse implements Warehouse {

    private final SqlRunner runner;
    private final ExternalCatalog catalog;
    private final MaterializedViews views;

    /** @param runner closed with the warehouse */
    public RedshiftWarehouse(SqlRunner runner, ExternalCatalog catalog) {
        this.runner = requireNonNull(runner, "runner");
        this.catalog = requireNonNull(catalog, "catalog");
        this.views = new MaterializedViews(runner);
    }

    @Override
    public void exposeSchema(ExternalSchema schema) {
        runner.run(catalog.schema(schema.name(), schema.database()));
    }

    @Override
    public void refresh(MaterializedView view) {
        views.refresh(definition(view));
    }

    /** What makes the view, as Redshift distributes and sorts it by itself. */
    public static CreateMaterializedView definition(MaterializedView view) {
        return new CreateMaterializedView(
                RelationName.parse(view.name()),
                new Distribution.Auto(),
                new SortKey.Auto(),
                new SelectQuery(view.sql()));
    }

    @Override
    public QueryResult query(String sql) {
        return runner.query(new SelectQuery(sql));
    }

    @Override
    public void close() {
        runner.close();
    }
}
