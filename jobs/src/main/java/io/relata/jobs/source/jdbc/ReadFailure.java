package io.relata.jobs.source.jdbc;

import io.relata.Problem;
import io.relata.RelataException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Tells why a database gave no rows. */
final class ReadFailure {

    /** Of SQLSTATE: errors about values, whose messages quote them. */
    private static final Set<String> ABOUT_VALUES = Set.of("22", "23");

    private ReadFailure() {}

    /**
     * The failure, without a cause: a stack trace would print the driver's words as they came.
     *
     * @param what is read
     */
    static RelataException of(SQLException failure, Database database, String what) {
        return RelataException.failed(
                new Problem("Cannot read " + what, database.url(), words(failure, database), remedy(state(failure))));
    }

    private static String words(SQLException failure, Database database) {
        String state = state(failure);
        String code = "SQLSTATE " + (state.isEmpty() ? "unknown" : state) + ", error " + failure.getErrorCode();
        if (ABOUT_VALUES.contains(kind(state))) {
            return "the database refuses a value (" + code + ")";
        }
        String message = String.valueOf(failure.getMessage())
                .replaceFirst("^\\(conn=-?\\d+\\) ", "")
                .replaceAll("\\s+", " ");
        return database.login().hiddenIn(message) + " (" + code + ")";
    }

    private static String remedy(String state) {
        return switch (kind(state)) {
            case "08", "HY", "" -> "Check the address and the network, and that the server runs";
            case "28", "3D" -> "Check the user, the password and the database";
            case "42" -> "Correct the table, the query or the condition, or grant the user the right to read";
            case "22", "23" -> "Run the query in the database, whose message tells the value";
            default -> "See what the database says, then run again";
        };
    }

    private static String kind(String state) {
        return state.substring(0, Math.min(2, state.length()));
    }

    private static String state(SQLException failure) {
        return Optional.ofNullable(failure.getSQLState()).orElse("");
    }
}
