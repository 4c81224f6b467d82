package io.relata.jobs;

import io.relata.TableDefinition;
import io.relata.catalog.redshift.CreateMaterializedView;
import io.relata.catalog.redshift.CreateTable;
import io.relata.catalog.redshift.Grant;
import io.relata.catalog.redshift.Identifier;
import io.relata.catalog.redshift.RedshiftWarehouse;
import io.relata.catalog.redshift.WarehouseObjects;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.WarehouseSpec;
import java.util.ArrayList;
import java.util.List;

/** What can be made of a job's warehouse now, without rows. */
final class WarehouseContents {

    private final JobFile job;
    private final WarehouseSpec spec;
    private final WarehouseTables tables;
    private final List<TableDefinition> published = new ArrayList<>();
    private final List<String> awaited = new ArrayList<>();

    /** Looks into the catalog. */
    WarehouseContents(JobFile job, WarehouseTables tables) {
        this.job = job;
        this.spec = job.warehouse().orElseThrow();
        this.tables = tables;
        for (String name : tables.names()) {
            tables.published(name).ifPresentOrElse(published::add, () -> awaited.add(name));
        }
    }

    /** The tables that were never published, so that nobody knows their columns: the first run makes them. */
    List<String> awaited() {
        return List.copyOf(awaited);
    }

    /** All that can be made. Views are made when nothing is awaited, as they read the tables. */
    WarehouseObjects objects() {
        List<CreateTable> made = published.stream().map(tables::definition).toList();
        List<CreateMaterializedView> views = awaited.isEmpty() && tables.areReadable()
                ? WarehouseStep.viewsInOrder(spec).stream()
                        .map(RedshiftWarehouse::definition)
                        .toList()
                : List.of();
        List<Grant> grants = new ArrayList<>(WarehouseAccess.schemaGrants(spec));
        published.forEach(table ->
                grants.addAll(WarehouseAccess.tableGrants(spec, table.name().table())));
        if (!views.isEmpty()) {
            grants.addAll(WarehouseAccess.viewGrants(spec));
        }
        return new WarehouseObjects(
                OpenWarehouse.externalSchema(job), spec.schema().map(Identifier::new), made, views, grants);
    }
}
