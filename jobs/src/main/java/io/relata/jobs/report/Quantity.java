package io.relata.jobs.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;

/** Amounts as people read them, the same in every country. */
public final class Quantity {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final double PLAIN_BELOW = 1e15;
    private static final double PLAIN_FROM = 1e-6;

    private Quantity() {}

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** With a unit that leaves at most three digits before the point. */
    public static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1_000 && unit < UNITS.length - 1) {
            size /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }

    /** In seconds, minutes and hours; a time that went backwards is none. */
    public static String time(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        long minutes = millis / 60_000;
        double seconds = (millis % 60_000) / 1_000.0;
        if (minutes == 0) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return minutes < 60
                ? String.format(Locale.ROOT, "%d min %.0f s", minutes, Math.floor(seconds))
                : String.format(Locale.ROOT, "%d h %d min", minutes / 60, minutes % 60);
    }

    /** A number of at most twelve digits, with an exponent where it is huge or tiny. */
    static String number(double number) {
        double size = Math.abs(number);
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(12)).stripTrailingZeros();
        return size == 0 || (size >= PLAIN_FROM && size < PLAIN_BELOW)
                ? new DecimalFormat("#,##0.##################", DecimalFormatSymbols.getInstance(Locale.ROOT))
                        .format(rounded)
                : rounded.round(new MathContext(4)).stripTrailingZeros().toString();
    }
}
