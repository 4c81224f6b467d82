package io.relata.catalog.duckdb;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.Warehouse;
import io.relata.catalog.redshift.SqlRunner;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A DuckDB file as the warehouse: the same SQL that Redshift would run, on a machine without an AWS account.
 *
 * <p>A table of an external schema is a view over the files that are the table when {@link #exposeSchema} runs; after the
 * next run publishes, expose again. Timestamps are shown as TIMESTAMP in UTC, as Redshift does, whatever the reader's
 * time zone. A materialized view is a table, replaced as a whole by each {@link #refresh}; its name is {@code view} or
 * {@code schema.view}, and the schema is made if there is none. Relata marks what it makes by a comment and never
 * replaces or drops anything else.
 *
 * <p>Reads tables on the local file system only. While it is open no other process can use the file.
 */
public final class DuckDbWarehouse implements Warehouse {

    /** A result of more rows is refused: it would have to fit in memory as text. */
    private static final int MOST_ROWS = 100_000;

    private final Path file;
    private final Session session;
    private final Catalog catalog;

    private DuckDbWarehouse(Path file, Session session, Catalog catalog) {
        this.file = file;
        this.session = session;
        this.catalog = catalog;
    }

    /**
     * Opens the database file, which is made, with its folder, when it does not exist.
     *
     * @throws RelataException when DuckDB's driver is absent, when another process holds the file (kind
     *     {@link RelataException.Kind#TARGET_HELD}), or when the file is not DuckDB's
     */
    public static DuckDbWarehouse open(Path file, Catalog catalog) {
        Path absolute = file.toAbsolutePath().normalize();
        return new DuckDbWarehouse(absolute, Session.open(absolute), catalog);
    }

    @Override
    public void exposeSchema(ExternalSchema schema) {
        List<TableDefinition> tables = catalog.tables(schema.database()).stream()
                .map(catalog::find)
                .flatMap(Optional::stream)
                .map(CatalogTable::definition)
                .toList();
        try {
            session.transaction(() -> expose(schema.name(), tables));
        } catch (SQLException e) {
            throw failed("Cannot expose database " + schema.database() + " as schema " + schema.name(), e, "Run again");
        }
    }

    private void expose(String name, List<TableDefinition> tables) throws SQLException {
        Schema schema = Schema.of(session, name);
        Set<String> current = tables.stream().map(table -> table.name().table()).collect(Collectors.toSet());
        for (String old : schema.names(Schema.Kind.EXTERNAL_TABLE)) {
            if (!current.contains(old)) {
                schema.drop(Schema.Kind.EXTERNAL_TABLE, old);
            }
        }
        for (TableDefinition table : tables) {
            expose(schema, table);
        }
    }

    private void expose(Schema schema, TableDefinition table) throws SQLException {
        TableName name = table.name();
        List<DataFile> files = TableFiles.of(table, catalog.partitions(name));
        try {
            String select = new ExternalView(table, files, session).select();
            schema.replace(Schema.Kind.EXTERNAL_TABLE, name.table(), name.toString(), select);
        } catch (SQLException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot expose table " + name,
                            "at " + table.location(),
                            Session.message(e),
                            "Run the job that publishes the table again, or drop the table from the catalog"),
                    e);
        }
    }

    @Override
    public void refresh(MaterializedView view) {
        ViewName name = ViewName.parse(view.name());
        try {
            session.transaction(() -> Schema.of(session, name.schema()).materialize(name.view(), view.sql()));
        } catch (SQLException e) {
            throw failed("Cannot refresh materialized view " + view.name(), e, "Correct the view's SQL");
        }
    }

    @Override
    public QueryResult query(String sql) {
        try {
            return new Query(session, sql).run(MOST_ROWS);
        } catch (SQLException e) {
            throw RelataException.failed(
                    new Problem("Cannot run a query", sql.strip(), Session.message(e), "Correct the query"), e);
        }
    }

    /**
     * What runs statements for Redshift in the file, as far as DuckDB has what they ask for. It is closed with the
     * warehouse.
     */
    public SqlRunner runner() {
        return new DuckDbRunner(this, session);
    }

    private RelataException failed(String what, SQLException cause, String remedy) {
        return RelataException.failed(new Problem(what, "DuckDB file " + file, Session.message(cause), remedy), cause);
    }

    /** Ends the connection; other processes can then open the file. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            throw failed("Cannot close the warehouse", e, "End the process to free the file");
        }
    }
}
