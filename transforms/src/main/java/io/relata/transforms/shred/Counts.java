package io.relata.transforms.shred;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongBinaryOperator;

/**
 * What walking the records counted, independently of what was written.
 *
 * @param records records met, good and bad
 * @param rejected bad ones among them
 * @param elements by table number the rows the records call for
 * @param lastIds by key column the greatest id given, 0 for none; empty where ids do not count up
 */
record Counts(long records, long rejected, List<Long> elements, List<Long> lastIds) implements Serializable {

    /** Nothing counted yet. */
    static final Counts NONE = new Counts(0, 0, List.of(), List.of());

    Counts {
        elements = List.copyOf(elements);
        lastIds = List.copyOf(lastIds);
    }

    Counts plus(Counts other) {
        return new Counts(
                records + other.records,
                rejected + other.rejected,
                merged(elements, other.elements, Math::addExact),
                merged(lastIds, other.lastIds, Math::max));
    }

    private static List<Long> merged(List<Long> one, List<Long> other, LongBinaryOperator operator) {
        List<Long> merged = new ArrayList<>();
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            merged.add(operator.applyAsLong(at(one, i), at(other, i)));
        }
        return merged;
    }

    private static long at(List<Long> counts, int index) {
        return index < counts.size() ? counts.get(index) : 0;
    }
}
