package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Deletes the rows of a time, so that they can be loaded anew, those that are gone at the source among them.
 *
 * @param column a DATE or TIMESTAMP
 * @param from the first moment, to the microsecond
 * @param until the first moment behind it
 */
public record DeleteWindow(RelationName table, Identifier column, LocalDateTime from, LocalDateTime until)
        implements RedshiftStatement {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    /** @throws IllegalArgumentException when there is no time in it */
    public DeleteWindow {
        requireNonNull(table, "table");
        requireNonNull(column, "column");
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("No time lies from " + from + " until " + until);
        }
    }

    @Override
    public String sql() {
        return "DELETE FROM " + table.sql() + "\nWHERE " + column.sql() + " >= " + literal(from) + "\n  AND "
                + column.sql() + " < " + literal(until);
    }

    private static String literal(LocalDateTime time) {
        return "TIMESTAMP " + Literal.of(FORMAT.format(time));
    }
}
