package io.relata.jobs.source;

import java.util.regex.Pattern;

/** What Spark says of SQL that it refuses, in a line. */
public final class QueryFailure {

    private static final Pattern PARSED_AT =
            Pattern.compile("\\.?\\s*(?:SQLSTATE: \\w+)?\\s*\\(line (\\d{1,9}), pos (\\d+)\\)");

    private QueryFailure() {}

    /** Of the message the first line: what comes after it is Spark's plan or the query once more. */
    public static String told(String message) {
        return told(message, 0);
    }

    /**
     * The same, with line numbers of the job's own text.
     *
     * @param before how many lines stand before the first of the job's own
     */
    public static String told(String message, int before) {
        String first = message.strip().lines().findFirst().orElse("");
        return PARSED_AT
                .matcher(first)
                .replaceAll(
                        at -> " (line " + (Integer.parseInt(at.group(1)) - before) + ", position " + at.group(2) + ")")
                .replaceAll("[.;\\s]+$", "");
    }
}
