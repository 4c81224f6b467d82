package io.relata.catalog.duckdb;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.catalog.redshift.AddColumn;
import io.relata.catalog.redshift.Analyze;
import io.relata.catalog.redshift.CreateSchema;
import io.relata.catalog.redshift.CreateStagingTable;
import io.relata.catalog.redshift.CreateTable;
import io.relata.catalog.redshift.DeleteAll;
import io.relata.catalog.redshift.DeleteLate;
import io.relata.catalog.redshift.DeleteMatching;
import io.relata.catalog.redshift.DeleteWindow;
import io.relata.catalog.redshift.DropStagingTable;
import io.relata.catalog.redshift.Grant;
import io.relata.catalog.redshift.InsertLatest;
import io.relata.catalog.redshift.InsertQuery;
import io.relata.catalog.redshift.LockTable;
import io.relata.catalog.redshift.Merge;
import io.relata.catalog.redshift.NativeColumn;
import io.relata.catalog.redshift.RedshiftStatement;
import io.relata.catalog.redshift.RedshiftType;
import io.relata.catalog.redshift.RelationName;
import io.relata.catalog.redshift.WidenText;
import java.util.Optional;
import java.util.stream.Collectors;

/** What DuckDB runs in place of a statement for Redshift. The one place that knows where they differ. */
final class DuckDbSql {

    private DuckDbSql() {}

    /**
     * Empty for what a file has no use for.
     *
     * @throws RelataException when it is about files in S3, which DuckDB does not read
     */
    static Optional<String> of(RedshiftStatement statement) {
        if (statement instanceof LockTable
                || statement instanceof Analyze
                || statement instanceof Grant
                || statement instanceof WidenText) {
            return Optional.empty();
        }
        if (statement instanceof CreateStagingTable staging) {
            return Optional.of(
                    "CREATE TEMP TABLE " + Sql.identifier(staging.staging().name()) + " AS SELECT * FROM "
                            + name(staging.like()) + " LIMIT 0");
        }
        if (statement instanceof AddColumn add) {
            return Optional.of("ALTER TABLE " + name(add.table()) + " ADD COLUMN " + column(add.column()));
        }
        if (statement instanceof CreateSchema
                || statement instanceof DeleteAll
                || statement instanceof DeleteLate
                || statement instanceof DeleteMatching
                || statement instanceof DeleteWindow
                || statement instanceof DropStagingTable
                || statement instanceof InsertLatest
                || statement instanceof InsertQuery
                || statement instanceof Merge) {
            return Optional.of(statement.sql());
        }
        throw RelataException.usage(new Problem(
                "Cannot run a statement in the DuckDB warehouse",
                statement.sql().lines().findFirst().orElse(""),
                "it is about what Redshift alone has",
                "Run it on Redshift"));
    }

    /**
     * The columns of a table, between parentheses. DuckDB sees to keys, which Redshift does not, and refuses to delete a
     * row and insert it again in one transaction: they are left out.
     */
    static String columns(CreateTable table) {
        return table.columns().stream().map(DuckDbSql::column).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String column(NativeColumn column) {
        return Sql.identifier(column.name().name()) + " " + type(column.type())
                + (column.nulls() == NativeColumn.Nulls.REFUSED ? " NOT NULL" : "");
    }

    private static String type(RedshiftType type) {
        if (type instanceof RedshiftType.Varchar) {
            return "VARCHAR";
        }
        if (type instanceof RedshiftType.Varbyte) {
            return "BLOB";
        }
        if (type instanceof RedshiftType.Decimal decimal) {
            return "DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")";
        }
        return switch ((RedshiftType.Plain) type) {
            case SMALLINT -> "SMALLINT";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case REAL -> "REAL";
            case DOUBLE -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMP";
            case TIMESTAMPTZ -> "TIMESTAMPTZ";
            case SUPER -> "JSON";
        };
    }

    private static String name(RelationName name) {
        return name.schema().map(schema -> Sql.identifier(schema.name()) + ".").orElse("")
                + Sql.identifier(name.name().name());
    }
}
