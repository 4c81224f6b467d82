package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How Redshift comes to the Glue Data Catalog and to the files.
 *
 * @param region of the catalog; empty where it is Redshift's own
 * @param catalogId the account of the catalog; empty where it is Redshift's own
 */
public record ExternalCatalog(IamRole role, Optional<String> region, Optional<String> catalogId) {

    public ExternalCatalog {
        requireNonNull(role, "role");
        requireNonNull(region, "region");
        requireNonNull(catalogId, "catalogId");
    }

    /** What makes a schema of a database of the catalog. */
    public CreateExternalSchema schema(String name, String database) {
        return new CreateExternalSchema(
                new Identifier(name), database, region, role, catalogId, CreateExternalSchema.Database.STAYS_ABSENT);
    }
}
