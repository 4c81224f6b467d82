package io.relata.jobs.sink;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;

/** Tells why a table could not be written. */
final class WriteFailure {

    private static final Pattern ERROR_CLASS = Pattern.compile("\\[([A-Z][A-Z0-9_.]*)]");

    /** What an operating system says of a disk, which cannot be words of the data. */
    private static final Pattern FULL = Pattern.compile("No space left on device|Disk quota exceeded");

    private WriteFailure() {}

    static RelataException of(TableName table, String location, Exception failure) {
        if (failure instanceof RelataException known) {
            return known;
        }
        return RelataException.failed(
                new Problem(
                        "Cannot write table " + table,
                        location,
                        why(failure),
                        "Nothing was left at the location; the whole cause is in the log"),
                failure);
    }

    /** Spark's words about a query, but of a failure on data its code alone, since its words quote the data. */
    static String why(Throwable failure) {
        if (failure instanceof AnalysisException) {
            return String.valueOf(failure.getMessage()).replaceAll("\\.$", "");
        }
        String why = failure.getClass().getSimpleName();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher full = FULL.matcher(String.valueOf(cause.getMessage()));
            if (full.find()) {
                return full.group();
            }
            Matcher code = ERROR_CLASS.matcher(String.valueOf(cause.getMessage()));
            why = cause.getClass().getSimpleName() + (code.lookingAt() ? " " + code.group(1) : "");
        }
        return why;
    }
}
