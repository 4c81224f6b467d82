package io.relata.jobs;

import io.relata.TableDefinition;
import io.relata.Warehouse;
import io.relata.catalog.redshift.CreateMaterializedView;
import io.relata.catalog.redshift.CreateTable;
import io.relata.catalog.redshift.Drop;
import io.relata.catalog.redshift.Grant;
import io.relata.catalog.redshift.Identifier;
import io.relata.catalog.redshift.RedshiftWarehouse;
import io.relata.catalog.redshift.RelationName;
import io.relata.catalog.redshift.WarehouseObjects;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.WarehouseSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a job has in its warehouse beside rows. */
final class WarehouseContents {

    private final JobFile job;
    private final WarehouseSpec spec;
    private final WarehouseTables tables;

    WarehouseContents(JobFile job, WarehouseTables tables) {
        this.job = job;
        this.spec = job.warehouse().orElseThrow();
        this.tables = tables;
    }

    /** The tables that were never published, so that nobody knows their columns: the first run makes them. */
    List<String> awaited() {
        return tables.names().stream()
                .filter(name -> tables.published(name).isEmpty())
                .toList();
    }

    /** All that can be made now. Views are made when nothing is awaited, as they read the tables. */
    WarehouseObjects objects() {
        List<TableDefinition> published = tables.names().stream()
                .map(tables::published)
                .flatMap(Optional::stream)
                .toList();
        List<CreateTable> made = published.stream().map(tables::definition).toList();
        List<CreateMaterializedView> views = tables.areReadable() && awaited().isEmpty() ? views() : List.of();
        List<Grant> grants = new ArrayList<>(WarehouseAccess.schemaGrants(spec));
        published.forEach(table ->
                grants.addAll(WarehouseAccess.tableGrants(spec, table.name().table())));
        if (!views.isEmpty()) {
            grants.addAll(WarehouseAccess.viewGrants(spec));
        }
        return new WarehouseObjects(
                OpenWarehouse.externalSchema(job), spec.schema().map(Identifier::new), made, views, grants);
    }

    private List<CreateMaterializedView> views() {
        return WarehouseStep.viewsInOrder(spec).stream()
                .map(name -> RedshiftWarehouse.definition(new Warehouse.MaterializedView(
                        name,
                        Objects.requireNonNull(spec.materializedViews().get(name))
                                .sql()
                                .text())))
                .toList();
    }

    /**
     * What removes it, in an order that works. The schema of the tables stays, as others may have tables in it, and so do
     * the files and the catalog's tables that the external schema shows.
     */
    List<Drop> drops() {
        List<Drop> drops = new ArrayList<>();
        drops.add(new Drop(Drop.Kind.SCHEMA, RelationName.of(spec.externalSchema())));
        spec.schema()
                .ifPresent(schema -> tables.names()
                        .forEach(table -> drops.add(new Drop(Drop.Kind.TABLE, RelationName.of(schema, table)))));
        WarehouseStep.viewsInOrder(spec)
                .forEach(view -> drops.add(new Drop(Drop.Kind.MATERIALIZED_VIEW, RelationName.parse(view))));
        Collections.reverse(drops);
        return drops;
    }
}
