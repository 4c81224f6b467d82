package io.relata.catalog.glue;

import java.util.ArrayList;
import java.util.List;

/** Lists cut to what one call takes. */
final class Chunks {

    private Chunks() {}

    /** Views of at most so many elements each, in order; none of an empty list. */
    static <T> List<List<T>> of(List<T> all, int most) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            chunks.add(all.subList(from, Math.min(from + most, all.size())));
        }
        return chunks;
    }
}
