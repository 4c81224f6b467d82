package io.relata.jobs.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where numbers stand along an axis whose ends and ticks are round numbers.
 *
 * @param ticks from the lowest to the highest, within the ends
 */
record Scale(double low, double high, List<Double> ticks) {

    /** Beyond this, neighbouring multiples of a step are the same double. */
    private static final double EXACT = 1L << 50;

    Scale {
        ticks = List.copyOf(ticks);
    }

    /** An axis that shows both numbers; both are finite. */
    static Scale over(double lowest, double highest) {
        if (lowest == highest) {
            double room = lowest == 0 ? 1 : Math.abs(lowest) / 2;
            return between(lowest == 0 ? 0 : finite(lowest - room), finite(highest + room));
        }
        return between(lowest, highest);
    }

    private static Scale between(double lowest, double highest) {
        // Halves, since the difference of two doubles need not be one.
        double step = round((highest / 2 - lowest / 2) / 2);
        double first = Math.floor(lowest / step);
        double last = Math.ceil(highest / step);
        if (!(step > 0) || !isExact(first) || !isExact(last)) {
            return new Scale(lowest, highest, List.of(lowest, highest));
        }
        List<Double> ticks = new ArrayList<>();
        for (double tick = first; tick <= last; tick++) {
            if (Double.isFinite(tick * step)) {
                ticks.add(tick * step + 0.0);
            }
        }
        return new Scale(finite(first * step), finite(last * step), ticks);
    }

    /** 1, 2 or 5 times a power of ten, and no less than the number. */
    private static double round(double number) {
        double power = Math.pow(10, Math.floor(Math.log10(number)));
        double digits = number / power;
        if (digits <= 1) {
            return power;
        }
        return (digits <= 2 ? 2 : digits <= 5 ? 5 : 10) * power;
    }

    private static boolean isExact(double multiple) {
        return Math.abs(multiple) < EXACT;
    }

    private static double finite(double number) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, number));
    }

    /** 0 at the low end, 1 at the high one. */
    double share(double number) {
        double span = high / 2 - low / 2;
        return span > 0 ? Math.max(0, Math.min(1, (number / 2 - low / 2) / span)) : 0.5;
    }
}
