package io.relata.jobs.lineage;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What OpenLineage calls a dataset, so that what one job writes and another reads is one. Rules: OpenLineage, "Naming
 * conventions".
 *
 * @param namespace of the place that holds it, such as {@code s3://bucket}
 * @param name in that place
 */
record DatasetName(String namespace, String name) {

    private static final Pattern LOCATION =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(?://([^/]*))?(.*)", Pattern.DOTALL);
    private static final Pattern DATABASE = Pattern.compile("jdbc:(mysql|mariadb|postgresql)://([^/]*)/(.*)");
    private static final Pattern PORT = Pattern.compile(".*[^:]:[0-9]+|\\[.*]:[0-9]+");

    DatasetName {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
    }

    /** Files, a folder or a pattern, absolute or with a scheme. */
    static DatasetName ofFiles(String path) {
        Matcher parts = LOCATION.matcher(path);
        if (!parts.matches() || parts.group(1).equals("file")) {
            return new DatasetName("file", parts.matches() ? parts.group(3) : path);
        }
        String scheme = parts.group(1).matches("s3[an]") ? "s3" : parts.group(1);
        String authority = parts.group(2) == null ? "" : parts.group(2);
        boolean isObjectStore = scheme.equals("s3") || scheme.equals("gs");
        String rest =
                isObjectStore && parts.group(3).length() > 1 ? parts.group(3).substring(1) : parts.group(3);
        return new DatasetName(scheme + "://" + authority, rest.isEmpty() ? "/" : rest);
    }

    /**
     * A table of a database, or a query that stands for one.
     *
     * @param url the database's JDBC address
     * @param table its name, behind its schema and a dot where one is given
     */
    static DatasetName ofDatabase(String url, String table) {
        Matcher parts = DATABASE.matcher(url);
        if (!parts.matches()) {
            return new DatasetName(url, table);
        }
        boolean isPostgres = parts.group(1).equals("postgresql");
        String server = PORT.matcher(parts.group(2)).matches()
                ? parts.group(2)
                : parts.group(2) + (isPostgres ? ":5432" : ":3306");
        if (isPostgres) {
            String schema = table.indexOf('.') < 0 ? "public." : "";
            return new DatasetName("postgres://" + server, parts.group(3) + "." + schema + table);
        }
        // A schema of MySQL is a database.
        return new DatasetName("mysql://" + server, table.indexOf('.') < 0 ? parts.group(3) + "." + table : table);
    }
}
