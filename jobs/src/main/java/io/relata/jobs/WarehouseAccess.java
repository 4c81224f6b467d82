package io.relata.jobs;

import io.relata.catalog.redshift.Grant;
import io.relata.catalog.redshift.Identifier;
import io.relata.catalog.redshift.Privilege;
import io.relata.catalog.redshift.RelationName;
import io.relata.jobs.config.WarehouseSpec;
import java.util.List;
import java.util.stream.Stream;

/** Who may read what a job has in its warehouse. */
final class WarehouseAccess {

    private WarehouseAccess() {}

    static List<Grant> schemaGrants(WarehouseSpec spec) {
        return Stream.concat(Stream.of(spec.externalSchema()), spec.schema().stream())
                .flatMap(schema -> grants(spec, new Privilege.UseSchema(new Identifier(schema))))
                .toList();
    }

    /** For a table that is there. */
    static List<Grant> tableGrants(WarehouseSpec spec, String table) {
        return spec.schema().stream()
                .flatMap(schema -> grants(spec, new Privilege.Read(RelationName.of(schema, table))))
                .toList();
    }

    /** For the views, which are there. */
    static List<Grant> viewGrants(WarehouseSpec spec) {
        return spec.materializedViews().keySet().stream()
                .flatMap(view -> grants(spec, new Privilege.Read(RelationName.parse(view))))
                .toList();
    }

    private static Stream<Grant> grants(WarehouseSpec spec, Privilege privilege) {
        return spec.readers().stream().map(reader -> new Grant(privilege, reader));
    }
}
