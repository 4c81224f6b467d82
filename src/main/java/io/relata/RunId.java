package io.relata;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names one run. Ids of later runs sort after earlier ones; the random tail keeps two runs of one second apart. Safe as
 * a folder name on every file system.
 *
 * @param value for example {@code 20261121t101500z-4f9c02ab}
 */
public record RunId(String value) {

    private static final Pattern FORM = Pattern.compile("\\d{8}t\\d{6}z-[0-9a-f]{8}");
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmss'z'").withZone(ZoneOffset.UTC);

    /** @throws IllegalArgumentException when the value is not of the form of a run id */
    public RunId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a run id: " + value + " (expected " + FORM + ")");
        }
        try {
            second(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Not a run id: " + value + " (it begins with no time)", e);
        }
    }

    /** The run id that this text is; empty for any other text. */
    public static Optional<RunId> parsed(String text) {
        try {
            return Optional.of(new RunId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A new id for a run that starts now. */
    public static RunId startingAt(Clock clock) {
        return new RunId("%s-%08x".formatted(SECOND.format(clock.instant()), new SecureRandom().nextInt()));
    }

    /** When the run started, to the second. */
    public Instant started() {
        return second(value);
    }

    private static Instant second(String value) {
        return Instant.from(SECOND.parse(value.substring(0, value.indexOf('-'))));
    }

    @Override
    public String toString() {
        return value;
    }
}
