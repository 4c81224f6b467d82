package io.relata.jobs.source.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** What the values of a column are counted in, so that their range can be cut into equal parts. */
enum PartitionAxis {
    /** Whole numbers; of decimals the part before the point. */
    NUMBERS {
        @Override
        BigInteger parse(String text) {
            return new BigDecimal(text.strip()).setScale(0, RoundingMode.FLOOR).toBigInteger();
        }

        @Override
        String literal(BigInteger step, Dialect dialect) {
            return step.toString();
        }
    },
    DAYS {
        @Override
        BigInteger parse(String text) {
            return BigInteger.valueOf(LocalDate.parse(text.strip()).toEpochDay());
        }

        @Override
        String literal(BigInteger step, Dialect dialect) {
            return dialect.date(LocalDate.ofEpochDay(step.longValueExact()));
        }
    },
    /** Microseconds. */
    TIMES {
        @Override
        BigInteger parse(String text) {
            return BigInteger.valueOf(
                    CalendarText.micros(time(text.strip().replace(' ', 'T').replaceFirst("[+]00$", ""))));
        }

        @Override
        String literal(BigInteger step, Dialect dialect) {
            return dialect.timestamp(Instant.EPOCH.plus(step.longValueExact(), ChronoUnit.MICROS));
        }
    },
    NONE {
        @Override
        BigInteger parse(String text) {
            throw new UnsupportedOperationException("nothing counts these values");
        }

        @Override
        String literal(BigInteger step, Dialect dialect) {
            throw new UnsupportedOperationException("nothing counts these values");
        }
    };

    /** @throws java.time.DateTimeException or NumberFormatException when the text is no such value */
    abstract BigInteger parse(String text);

    abstract String literal(BigInteger step, Dialect dialect);

    private static LocalDateTime time(String text) {
        if (text.length() == "2026-01-31".length()) {
            return LocalDate.parse(text).atStartOfDay();
        }
        return text.endsWith("Z")
                ? LocalDateTime.ofInstant(OffsetDateTime.parse(text).toInstant(), ZoneOffset.UTC)
                : LocalDateTime.parse(text);
    }
}
