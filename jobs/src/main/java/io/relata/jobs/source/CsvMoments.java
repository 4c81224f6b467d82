package io.relata.jobs.source;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/** Reads days and moments as patterns say. A day that no calendar has, such as February 30th, is none. */
public final class CsvMoments {

    private static final String ISO_DAY = "uuuu-MM-dd";
    private static final String ISO_MOMENT = "uuuu-MM-dd['T'][ ]HH:mm[:ss]";

    private final DateTimeFormatter formatter;

    private CsvMoments(DateTimeFormatter formatter) {
        this.formatter = formatter;
    }

    /** @throws IllegalArgumentException when {@link DateTimeFormatter} refuses the pattern */
    public static DateTimeFormatter formatter(String pattern) {
        return strict(new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern));
    }

    /** @param pattern empty for ISO 8601 */
    static CsvMoments days(String pattern) {
        return new CsvMoments(formatter(pattern.isEmpty() ? ISO_DAY : pattern));
    }

    /** @param pattern empty for ISO 8601 */
    static CsvMoments moments(String pattern) {
        return new CsvMoments(pattern.isEmpty() ? iso() : formatter(pattern));
    }

    /** {@code 2024-03-01T10:00:00.123456+01:00} and shorter, with a blank for the T, and {@code Z} or {@code UTC}. */
    private static DateTimeFormatter iso() {
        return strict(new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(ISO_MOMENT)
                .optionalStart()
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                .optionalEnd()
                .appendPattern("[ ]['UTC'][XXX][X]"));
    }

    /** As Spark makes its own of the same letters; what a pattern leaves out begins its year, month, day or hour. */
    private static DateTimeFormatter strict(DateTimeFormatterBuilder builder) {
        return builder.parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ROOT)
                .withChronology(IsoChronology.INSTANCE)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** The day, where the text is one. */
    Optional<LocalDate> day(String text) {
        return parsed(text).map(found -> found.query(TemporalQueries.localDate()));
    }

    /** The moment, where the text is one to the microsecond; in UTC where it names no zone. */
    Optional<Instant> moment(String text) {
        return parsed(text).flatMap(CsvMoments::moment);
    }

    private Optional<TemporalAccessor> parsed(String text) {
        try {
            return Optional.of(formatter.parse(text));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> moment(TemporalAccessor found) {
        LocalDate day = found.query(TemporalQueries.localDate());
        if (day == null) {
            return Optional.empty();
        }
        ZoneId zone = Optional.ofNullable(found.query(TemporalQueries.zone())).orElse(ZoneOffset.UTC);
        LocalDateTime local = Optional.ofNullable(found.query(TemporalQueries.localTime()))
                .map(day::atTime)
                .orElseGet(day::atStartOfDay);
        Instant moment = local.atZone(zone).toInstant();
        return Optional.of(moment).filter(exact -> exact.equals(exact.truncatedTo(ChronoUnit.MICROS)));
    }
}
