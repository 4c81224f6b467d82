package io.relata.jobs.source.jdbc;

import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.timestamp_micros;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Dates and times that the database writes as text, so that no driver's calendar or zone comes between: {@code
 * 2026-01-31} and {@code 2026-01-31 12:30:00.123456}, the latter taken as UTC.
 */
record CalendarText(Kind kind, ZeroDates zeroDates) implements Conversion {

    private static final long serialVersionUID = 1L;
    private static final Pattern FORM =
            Pattern.compile("(\\d{4,7})-(\\d\\d)-(\\d\\d)(?:[ T](\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?))?( BC)?");
    private static final int LAST_YEAR = 9999;

    /** What is written. */
    enum Kind {
        DATE,
        TIMESTAMP
    }

    @Override
    public Optional<Object> read(ResultSet row, int number) throws SQLException, Unfit {
        Optional<String> text = Optional.ofNullable(row.getString(number));
        Optional<LocalDateTime> time = text.isEmpty() ? Optional.empty() : time(text.get(), zeroDates);
        return time.map(
                value -> kind == Kind.DATE ? (Object) (int) value.toLocalDate().toEpochDay() : (Object) micros(value));
    }

    static long micros(LocalDateTime time) {
        return ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
    }

    /** The time, a date's being its midnight; empty for a date that the calendar does not have and that is to be null. */
    static Optional<LocalDateTime> time(String text, ZeroDates zeroDates) throws Unfit {
        Matcher found = FORM.matcher(text);
        if (!found.matches()) {
            throw Unfit.forType(
                    text.endsWith("infinity")
                            ? "is infinite, which no date is"
                            : "is not written as dates and times are");
        }
        int year = Integer.parseInt(found.group(1));
        if (found.group(5) != null || year > LAST_YEAR) {
            throw Unfit.forType("is before the year 1 or after the year " + LAST_YEAR);
        }
        try {
            LocalDate date = LocalDate.of(year, Integer.parseInt(found.group(2)), Integer.parseInt(found.group(3)));
            if (year > 0) {
                return Optional.of(date.atTime(Optional.ofNullable(found.group(4))
                        .map(LocalTime::parse)
                        .orElse(LocalTime.MIDNIGHT)));
            }
        } catch (DateTimeException e) {
            // As a zero date.
        }
        if (zeroDates == ZeroDates.NULL) {
            return Optional.empty();
        }
        throw Unfit.forType("is a date that the calendar does not have, such as 0000-00-00");
    }

    @Override
    public DataType carried() {
        return kind == Kind.DATE ? DataTypes.IntegerType : DataTypes.LongType;
    }

    @Override
    public Column made(Column carried) {
        return kind == Kind.DATE ? date_from_unix_date(carried) : timestamp_micros(carried);
    }

    @Override
    public PartitionAxis axis() {
        return kind == Kind.DATE ? PartitionAxis.DAYS : PartitionAxis.TIMES;
    }
}
