package io.relata.catalog.duckdb;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** The one place where names, values and paths become SQL text. */
final class Sql {

    private Sql() {}

    static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /**
     * A list of file names for {@code read_parquet}, each meaning itself alone. DuckDB takes a name as a pattern when no
     * file of that very name exists, so a name with {@code [}, {@code *} or {@code ?} could give another file's rows. A
     * name with one of these and a backslash finds no file at all: DuckDB has no way to write it.
     */
    static String files(Collection<Path> files) {
        return files.stream()
                .map(file -> literal(
                        file.toString().replace("[", "[[]").replace("*", "[*]").replace("?", "[?]")))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * The user's query as a table. DuckDB itself parses the text and refuses all but one SELECT statement, so nothing in
     * it can end the statement that this stands in.
     */
    static String query(String select) {
        return "query(" + literal(select) + ")";
    }
}
