package io.relata.catalog.duckdb;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.Warehouse;
import io.relata.catalog.redshift.CreateExternalSchema;
import io.relata.catalog.redshift.CreateMaterializedView;
import io.relata.catalog.redshift.CreateTable;
import io.relata.catalog.redshift.Drop;
import io.relata.catalog.redshift.Identifier;
import io.relata.catalog.redshift.RedshiftStatement;
import io.relata.catalog.redshift.RefreshMaterializedView;
import io.relata.catalog.redshift.RelationName;
import io.relata.catalog.redshift.SelectQuery;
import io.relata.catalog.redshift.SqlFailure;
import io.relata.catalog.redshift.SqlRunner;
import io.relata.catalog.redshift.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Runs statements for Redshift in a DuckDB file, as far as DuckDB has what they ask for. An external schema shows the
 * tables that the catalog has when it is made; who may read what, how rows are distributed and sorted, and which keys they
 * have is nothing that a file keeps.
 */
final class DuckDbRunner implements SqlRunner {

    private final DuckDbWarehouse warehouse;
    private final Session session;

    /** @param session closed by the warehouse */
    DuckDbRunner(DuckDbWarehouse warehouse, Session session) {
        this.warehouse = warehouse;
        this.session = session;
    }

    @Override
    public void run(RedshiftStatement statement) {
        if (statement instanceof CreateExternalSchema external) {
            warehouse.exposeSchema(
                    new Warehouse.ExternalSchema(external.schema().name(), external.database()));
        } else {
            runAll(List.of(statement));
        }
    }

    @Override
    public void run(Transaction transaction) {
        runAll(transaction.statements());
    }

    private void runAll(List<RedshiftStatement> statements) {
        int[] running = {0};
        try {
            session.transaction(() -> {
                for (RedshiftStatement statement : statements) {
                    running[0]++;
                    apply(statement);
                }
            });
        } catch (SQLException e) {
            List<String> sqls = statements.stream().map(RedshiftStatement::sql).toList();
            throw RelataException.failed(SqlFailure.of(sqls, Math.max(1, running[0]), Session.message(e)), e);
        }
    }

    private void apply(RedshiftStatement statement) throws SQLException {
        if (statement instanceof CreateMaterializedView view) {
            schema(view.view())
                    .materialize(view.view().name().name(), view.query().sql());
        } else if (statement instanceof RefreshMaterializedView refresh) {
            refresh(refresh.view());
        } else if (statement instanceof CreateTable table) {
            schema(table.table()).createTable(table.table().name().name(), DuckDbSql.columns(table));
        } else if (statement instanceof Drop drop) {
            drop(drop);
        } else {
            Optional<String> sql = DuckDbSql.of(statement);
            if (sql.isPresent()) {
                session.execute(sql.get());
            }
        }
    }

    private Schema schema(RelationName name) throws SQLException {
        return Schema.of(session, name.schema().map(Identifier::name).orElse(Schema.DEFAULT));
    }

    private void refresh(RelationName view) throws SQLException {
        Schema schema = schema(view);
        String name = view.name().name();
        String query = schema.origin(Schema.Kind.MATERIALIZED_VIEW, name)
                .orElseThrow(() -> RelataException.failed(new Problem(
                        "Cannot refresh materialized view " + view,
                        "in the DuckDB warehouse",
                        "Relata made none of this name",
                        "Make it first")));
        schema.materialize(name, query);
    }

    /** The schema itself stays where anything is left in it. */
    private void drop(Drop drop) throws SQLException {
        String name = drop.name().name().name();
        switch (drop.kind()) {
            case SCHEMA -> {
                Schema schema = Schema.of(session, name);
                for (String table : schema.names(Schema.Kind.EXTERNAL_TABLE)) {
                    schema.drop(Schema.Kind.EXTERNAL_TABLE, table);
                }
                schema.dropIfEmpty();
            }
            case MATERIALIZED_VIEW -> dropMade(Schema.Kind.MATERIALIZED_VIEW, drop.name());
            case TABLE -> dropMade(Schema.Kind.NATIVE_TABLE, drop.name());
            case VIEW ->
                throw RelataException.usage(new Problem(
                        "Cannot drop view " + drop.name(),
                        "in the DuckDB warehouse",
                        "Relata makes no such views there",
                        "Drop it with DuckDB"));
        }
    }

    private void dropMade(Schema.Kind kind, RelationName name) throws SQLException {
        Schema schema = schema(name);
        if (schema.origin(kind, name.name().name()).isPresent()) {
            schema.drop(kind, name.name().name());
        }
    }

    @Override
    public Warehouse.QueryResult query(SelectQuery query) {
        return warehouse.query(query.sql());
    }

    /** Closes nothing: the file belongs to the warehouse. */
    @Override
    public void close() {}
}
