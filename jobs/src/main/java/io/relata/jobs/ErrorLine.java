package io.relata.jobs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.relata.RelataException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;

/** An error that no run was there for, as a JSON object on one line. */
final class ErrorLine {

    private ErrorLine() {}

    static String of(Throwable failure, Instant at) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("event", "error")
                .put("at", at.toString())
                .put("message", message(failure))
                .put("exitCode", ExitCode.of(failure).number())
                .toString();
    }

    /** What a person is told: of a failure that nobody foresaw, where it came from. */
    static String message(Throwable failure) {
        if (failure instanceof RelataException) {
            return String.valueOf(failure.getMessage());
        }
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return "this should not have happened; please report it with these lines: " + trace;
    }
}
