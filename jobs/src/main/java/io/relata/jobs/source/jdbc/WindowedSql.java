package io.relata.jobs.source.jdbc;

import io.relata.Problem;
import io.relata.RelataException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL of a job's author in which {@code :from} and {@code :as-of} stand for the times of a run. */
final class WindowedSql {

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
        Matcher token = (dialect.escapesByBackslash() ? BACKSLASHES : PLAIN).matcher(sql);
        return token.replaceAll(found -> Matcher.quoteReplacement(Optional.ofNullable(token.group("time"))
                .map(name -> dialect.timestamp(time(name, window, where)))
                .orElse(token.group())));
    }

    private static Instant time(String name, Window window, String where) {
        return (name.equals("from") ? window.from() : window.asOf())
                .orElseThrow(() -> RelataException.usage(new Problem(
                        "Cannot read from the database",
                        where,
                        "it names :" + name + ", and this run was given no such time",
                        "Run it with --" + name + " and a time such as 2026-01-31T00:00:00Z")));
    }
}
