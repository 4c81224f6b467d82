package io.relata.jobs;

import io.relata.catalog.redshift.Drop;
import io.relata.catalog.redshift.RelationName;
import io.relata.jobs.config.WarehouseSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What removes a job from its warehouse. The schema of the tables stays, as others may have tables in it, and so do the
 * files and the catalog's tables that the external schema shows.
 */
final class WarehouseDrops {

    private WarehouseDrops() {}

    /**
     * In an order that works.
     *
     * @param tables the names of those that the warehouse keeps, each behind those that it refers to
     */
    static List<Drop> of(WarehouseSpec spec, List<String> tables) {
        List<Drop> drops = new ArrayList<>();
        drops.add(new Drop(Drop.Kind.SCHEMA, RelationName.of(spec.externalSchema())));
        spec.schema()
                .ifPresent(schema ->
                        tables.forEach(table -> drops.add(new Drop(Drop.Kind.TABLE, RelationName.of(schema, table)))));
        WarehouseStep.viewsInOrder(spec)
                .forEach(view -> drops.add(new Drop(Drop.Kind.MATERIALIZED_VIEW, RelationName.parse(view.name()))));
        Collections.reverse(drops);
        return drops;
    }
}
