package io.relata.jobs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Puts things behind those that they read, and otherwise leaves them in the order they have. */
final class ReadingOrder {

    private final Map<String, Collection<String>> reads = new LinkedHashMap<>();
    private final Set<String> ordered = new LinkedHashSet<>();

    private ReadingOrder() {}

    /**
     * The names in that order. Of names that read each other in a circle, which has no such order, the first stays first.
     *
     * @param reads the names that one reads; those that are not among {@code names} do not count
     */
    static List<String> of(Collection<String> names, Function<String, Collection<String>> reads) {
        ReadingOrder order = new ReadingOrder();
        names.forEach(name -> order.reads.put(name, reads.apply(name)));
        names.forEach(name -> order.visit(name, new LinkedHashSet<>()));
        return new ArrayList<>(order.ordered);
    }

    private void visit(String name, Set<String> waiting) {
        if (ordered.contains(name) || !waiting.add(name)) {
            return;
        }
        reads.getOrDefault(name, List.of()).stream().filter(reads::containsKey).forEach(other -> visit(other, waiting));
        ordered.add(name);
    }
}
