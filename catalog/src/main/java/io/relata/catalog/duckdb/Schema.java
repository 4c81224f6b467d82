package io.relata.catalog.duckdb;

import io.relata.Problem;
import io.relata.RelataException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A schema of the DuckDB file and what is in it. What Relata made says so in its comment, which goes wherever the object
 * goes; nothing else is ever replaced or dropped.
 */
final class Schema {

    /** The schema that every DuckDB file has, and where a name without schema is looked up. */
    static final String DEFAULT = "main";

    /** What Relata makes, and how the comment on it starts. */
    enum Kind {
        EXTERNAL_TABLE("VIEW", "Relata external table: "),
        MATERIALIZED_VIEW("TABLE", "Relata materialized view: "),
        NATIVE_TABLE("TABLE", "Relata table: ");

        private final String keyword;
        private final String mark;

        Kind(String keyword, String mark) {
            this.keyword = keyword;
            this.mark = mark;
        }
    }

    private final Session session;
    private final String name;

    private Schema(Session session, String name) {
        this.session = session;
        this.name = name;
    }

    /** The schema of this name, made if there is none. Call it in the transaction that fills the schema. */
    static Schema of(Session session, String name) throws SQLException {
        requireUnambiguous(session, name);
        session.execute("CREATE SCHEMA IF NOT EXISTS " + qualified(session, name));
        return new Schema(session, name);
    }

    private static void requireUnambiguous(Session session, String name) throws SQLException {
        if (name.equals(DEFAULT)) {
            return;
        }
        List<String> databases = session.rows(
                "SELECT database_name FROM duckdb_databases() WHERE lower(database_name) = lower(?)",
                row -> row.getString(1),
                name);
        if (!databases.isEmpty()) {
            throw RelataException.usage(new Problem(
                    "Cannot use schema " + name,
                    "in the DuckDB warehouse",
                    "DuckDB calls the file itself, or one of its own databases, by that name and could not tell " + name
                            + ".table from it",
                    "Give the file or the schema another name"));
        }
    }

    /** What Relata was told when it made something of this kind; empty where it made none of this name. */
    Optional<String> origin(Kind kind, String object) throws SQLException {
        return objects().stream()
                .filter(existing -> existing.isNamed(object) && existing.isMadeAs(kind))
                .findFirst()
                .flatMap(Existing::comment)
                .map(comment -> comment.substring(kind.mark.length()));
    }

    /** Names of what Relata made of this kind. */
    List<String> names(Kind kind) throws SQLException {
        return objects().stream()
                .filter(object -> object.isMadeAs(kind))
                .map(Existing::name)
                .toList();
    }

    /**
     * Makes an object, or replaces the one of that name and kind that Relata made before.
     *
     * @param origin told to whoever looks at the object
     * @throws RelataException when something else has the name
     */
    void replace(Kind kind, String object, String origin, String definition) throws SQLException {
        requireFree(kind, object);
        session.execute("CREATE OR REPLACE " + kind.keyword + " " + quoted(object) + " AS " + definition);
        mark(kind, object, origin);
    }

    /**
     * Keeps what a query gives, in place of what the materialized view of that name kept before.
     *
     * @throws RelataException when something else has the name
     */
    void materialize(String view, String query) throws SQLException {
        replace(Kind.MATERIALIZED_VIEW, view, query, "SELECT * FROM " + Sql.query(query));
    }

    /**
     * Makes an empty table; one of that name that Relata made before stays.
     *
     * @param columns as DuckDB writes them, with parentheses
     * @throws RelataException when something else has the name
     */
    void createTable(String table, String columns) throws SQLException {
        requireFree(Kind.NATIVE_TABLE, table);
        session.execute("CREATE TABLE IF NOT EXISTS " + quoted(table) + " " + columns);
        mark(Kind.NATIVE_TABLE, table, name + "." + table);
    }

    private void requireFree(Kind kind, String object) throws SQLException {
        for (Existing existing : objects()) {
            if (existing.isNamed(object) && !existing.isMadeAs(kind)) {
                throw RelataException.failed(new Problem(
                        "Cannot make " + name + "." + object,
                        "in the DuckDB warehouse",
                        "a table or view that Relata did not make for this has the name",
                        "Drop or rename it, or use another schema"));
            }
        }
    }

    private void mark(Kind kind, String object, String origin) throws SQLException {
        session.execute("COMMENT ON " + kind.keyword + " " + quoted(object) + " IS " + Sql.literal(kind.mark + origin));
    }

    void drop(Kind kind, String object) throws SQLException {
        session.execute("DROP " + kind.keyword + " " + quoted(object));
    }

    /** Removes the schema, unless somebody has something in it. */
    void dropIfEmpty() throws SQLException {
        if (!name.equals(DEFAULT) && objects().isEmpty()) {
            session.execute("DROP SCHEMA " + qualified(session, name));
        }
    }

    private String quoted(String object) throws SQLException {
        return qualified(session, name) + "." + Sql.identifier(object);
    }

    private List<Existing> objects() throws SQLException {
        return session.rows("""
                SELECT name, comment FROM (
                    SELECT database_name, schema_name, view_name AS name, comment FROM duckdb_views()
                    UNION ALL
                    SELECT database_name, schema_name, table_name, comment FROM duckdb_tables())
                WHERE database_name = current_database() AND lower(schema_name) = lower(?)
                """, row -> new Existing(row.getString(1), Session.text(row, 2)), name);
    }

    private static String qualified(Session session, String schema) throws SQLException {
        String database = session.rows("SELECT current_database()", row -> row.getString(1))
                .get(0);
        return Sql.identifier(database) + "." + Sql.identifier(schema);
    }

    private record Existing(String name, Optional<String> comment) {

        boolean isNamed(String other) {
            return name.equalsIgnoreCase(other);
        }

        boolean isMadeAs(Kind kind) {
            return comment.filter(text -> text.startsWith(kind.mark)).isPresent();
        }
    }
}
