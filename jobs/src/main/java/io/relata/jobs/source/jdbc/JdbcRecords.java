package io.relata.jobs.source.jdbc;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Which records of a database are read. */
public sealed interface JdbcRecords {

    /** What they are called in messages. */
    String shown();

    /** What stands behind FROM. */
    String from(Dialect dialect, Window window);

    /**
     * All rows of a table or view.
     *
     * @param parts of its name: itself, behind its schema where one is given
     */
    record Table(List<String> parts) implements JdbcRecords {

        private static final int MOST_PARTS = 3;

        public Table {
            parts = List.copyOf(parts);
        }

        /** @param name parts with dots between; each is taken as it is written, with its upper and lower case */
        public static Table of(String name) {
            List<String> parts = Arrays.asList(name.split("\\.", -1));
            if (parts.size() > MOST_PARTS
                    || parts.stream()
                            .anyMatch(part -> part.isBlank() || part.chars().anyMatch(Character::isISOControl))) {
                throw RelataException.usage(new Problem(
                        "Cannot read table " + name,
                        "its name",
                        "it is not a schema, a dot and a table",
                        "Write one such as shop.orders, or a query"));
            }
            return new Table(parts);
        }

        @Override
        public String shown() {
            return "table " + String.join(".", parts);
        }

        @Override
        public String from(Dialect dialect, Window window) {
            return parts.stream().map(dialect::quoted).collect(Collectors.joining("."));
        }
    }

    /**
     * The result of a query.
     *
     * @param name of its file
     * @param sql one SELECT without a semicolon; {@code :from} and {@code :as-of} stand for the times of the run
     */
    record Query(String name, String sql) implements JdbcRecords {

        @Override
        public String shown() {
            return "query " + name;
        }

        @Override
        public String from(Dialect dialect, Window window) {
            // The line's end ends a comment.
            return "(" + WindowedSql.of(sql, window, dialect, name) + "\n) AS relata_query";
        }
    }
}
