package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/** Allows something to somebody; nothing changes where that is so already. */
public record Grant(Privilege privilege, Grantee grantee) implements RedshiftStatement {

    public Grant {
        requireNonNull(privilege, "privilege");
        requireNonNull(grantee, "grantee");
    }

    @Override
    public String sql() {
        return "GRANT " + privilege.sql() + " TO " + grantee.sql();
    }
}
