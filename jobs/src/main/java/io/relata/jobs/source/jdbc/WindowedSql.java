package io.relata.jobs.source.jdbc;

import io.relata.Problem;
import io.relata.RelataException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL of a job's author in which {@code :from} and {@code :as-of} stand for the times of a run. */
public final class WindowedSql {

    private static final Pattern BACKSLASHES = Pattern.compile(tokens("'(?:[^'\\\\]|\\\\.|'')*'"), Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile(tokens("'(?:[^']|'')*'"), Pattern.DOTALL);

    private WindowedSql() {}

    /** What is passed over as it stands, and last, as a group, what stands for a time. */
    private static String tokens(String text) {
        return text
                + "|\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`"
                + "|--[^\\n]*|/\\*.*?\\*/|(\\$\\w*\\$).*?\\1"
                + "|(?<![:\\w]):(?<time>from|as-of)(?!\\w)";
    }

    /**
     * The SQL with the times in their places, each as a literal in UTC. What stands in quotes or comments stays.
     *
     * @param where it was written, for messages
     * @throws RelataException when it names a time that the run has not
     */
    static String of(String sql, Window window, Dialect dialect, String where) {
        return of(
                sql,
                dialect.escapesByBackslash() ? BACKSLASHES : PLAIN,
                name -> dialect.timestamp(time("Cannot read from the database", name, window, where)));
    }

    /**
     * A condition in Spark SQL with the times in their places.
     *
     * @param where it was written, for messages
     * @throws RelataException when it names a time that the run has not
     */
    public static String ofSpark(String condition, Window window, String where) {
        return of(
                condition,
                BACKSLASHES,
                name -> "TIMESTAMP '" + time("Cannot remove what is missing", name, window, where) + "'");
    }

    /** Whether it names a time of the run. */
    public static boolean isWindowed(String sql) {
        return sql.contains(":from") || sql.contains(":as-of");
    }

    private static String of(String sql, Pattern tokens, UnaryOperator<String> literal) {
        Matcher token = tokens.matcher(sql);
        return token.replaceAll(found -> Matcher.quoteReplacement(
                Optional.ofNullable(token.group("time")).map(literal).orElse(token.group())));
    }

    private static Instant time(String what, String name, Window window, String where) {
        return (name.equals("from") ? window.from() : window.asOf())
                .orElseThrow(() -> RelataException.usage(new Problem(
                        what,
                        where,
                        "it names :" + name + ", and this run was given no such time",
                        "Run it with --" + name + " and a time such as 2026-01-31T00:00:00Z")));
    }
}
