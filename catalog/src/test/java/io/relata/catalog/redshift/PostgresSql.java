package io.relata.catalog.redshift;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What PostgreSQL runs in place of a statement of Redshift: the same, without the clauses that only Redshift has. The one
 * place that knows which these are. A session takes backslashes in literals as Redshift does after {@link #SESSION}.
 */
final class PostgresSql {

    static final String SESSION = "SET standard_conforming_strings = off; SET escape_string_warning = off";

    private PostgresSql() {}

    /** Empty for what reads S3 or the Glue Data Catalog. */
    static Optional<String> of(RedshiftStatement statement) {
        if (statement instanceof CreateTable create) {
            return Optional.of(table(create));
        }
        if (statement instanceof CreateMaterializedView create) {
            return Optional.of("CREATE MATERIALIZED VIEW " + create.view().sql() + " AS\n"
                    + create.query().sql());
        }
        if (statement instanceof CreateLateBindingView create) {
            return Optional.of("CREATE OR REPLACE VIEW " + create.view().sql() + " AS\n"
                    + create.query().sql());
        }
        if (statement instanceof Grant grant && grant.grantee() instanceof Grantee.Role role) {
            return Optional.of(
                    "GRANT " + grant.privilege().sql() + " TO " + role.name().sql());
        }
        boolean isExternal = statement instanceof CopyJson
                || statement instanceof CopyParquet
                || statement instanceof CreateExternalSchema
                || statement instanceof CreateExternalTable
                || statement instanceof AddExternalPartitions
                || statement instanceof SetExternalRows;
        return isExternal ? Optional.empty() : Optional.of(statement.sql());
    }

    private static String table(CreateTable create) {
        List<NativeColumn> columns = create.columns().stream()
                .map(column -> new NativeColumn(
                        column.name(), column.type(), column.nulls(), Optional.empty(), Optional.empty()))
                .toList();
        String columnTexts = columns.stream().map(PostgresSql::column).collect(Collectors.joining(",\n  "));
        String constraints = create.constraints().stream()
                .map(constraint -> ",\n  " + constraint.sql() + deferred(constraint))
                .collect(Collectors.joining());
        return "CREATE TABLE IF NOT EXISTS " + create.table().sql() + " (\n  " + columnTexts + constraints + "\n)";
    }

    /** Redshift sees to no reference; here they hold when a transaction ends. */
    private static String deferred(TableConstraint constraint) {
        return constraint instanceof TableConstraint.ForeignKey ? " DEFERRABLE INITIALLY DEFERRED" : "";
    }

    private static String column(NativeColumn column) {
        String type = column.type() instanceof RedshiftType.Varbyte
                ? "BYTEA"
                : column.type() == RedshiftType.Plain.SUPER
                        ? "JSONB"
                        : column.type().sql();
        return column.sql().replace(" " + column.type().sql(), " " + type);
    }
}
