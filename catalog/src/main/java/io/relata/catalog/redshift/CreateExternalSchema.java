package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Makes a schema whose tables are those of a database of the Glue Data Catalog; nothing where there is one of this name.
 *
 * @param database in the catalog
 * @param region of the catalog, where it is another than Redshift's
 * @param catalogId the account of the catalog, where it is another than Redshift's
 */
public record CreateExternalSchema(
        Identifier schema,
        String database,
        Optional<String> region,
        IamRole role,
        Optional<String> catalogId,
        Database absent)
        implements RedshiftStatement {

    /** What becomes of a database that the catalog does not have. */
    public enum Database {
        /** It stays absent, and the schema shows nothing. */
        STAYS_ABSENT,
        /** It is created. */
        IS_CREATED
    }

    public CreateExternalSchema {
        requireNonNull(schema, "schema");
        requireNonNull(role, "role");
        requireNonNull(absent, "absent");
    }

    @Override
    public String sql() {
        StringBuilder sql = new StringBuilder("CREATE EXTERNAL SCHEMA IF NOT EXISTS ")
                .append(schema.sql())
                .append("\nFROM DATA CATALOG DATABASE ")
                .append(Literal.of(database));
        region.ifPresent(one -> sql.append("\nREGION ").append(Literal.of(one)));
        sql.append("\nIAM_ROLE ").append(role.sql());
        if (absent == Database.IS_CREATED) {
            sql.append("\nCREATE EXTERNAL DATABASE IF NOT EXISTS");
        }
        catalogId.ifPresent(one -> sql.append("\nCATALOG_ID ").append(Literal.of(one)));
        return sql.toString();
    }

    @Override
    public Sharing sharing() {
        return absent == Database.IS_CREATED ? Sharing.ALONE : Sharing.IN_TRANSACTION;
    }
}
