package io.relata.transforms.shred;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What walking the records counted, independently of what was written.
 *
 * @param records records met, good and bad
 * @param rejected bad ones among them
 * @param elements by table number the rows the records call for
 */
record Counts(long records, long rejected, List<Long> elements) implements Serializable {

    /** Nothing counted yet. */
    static final Counts NONE = new Counts(0, 0, List.of());

    Counts {
        elements = List.copyOf(elements);
    }

    Counts plus(Counts other) {
        List<Long> sums = new ArrayList<>();
        for (int i = 0; i < Math.max(elements.size(), other.elements.size()); i++) {
            sums.add(at(elements, i) + at(other.elements, i));
        }
        return new Counts(records + other.records, rejected + other.rejected, sums);
    }

    private static long at(List<Long> counts, int index) {
        return index < counts.size() ? counts.get(index) : 0;
    }
}
