package io.relata.transforms.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/** Which fields of a struct count as one. */
final class FieldGroups {

    private FieldGroups() {}

    /**
     * The fields that share a name when case is ignored, or each alone when twins stay separate. Groups stand where
     * their first field does; within a group the lower-case spelling comes first, then the smallest.
     */
    static List<List<Integer>> of(StructType type, List<Integer> ordinals, RelationalizeOptions.CaseTwins caseTwins) {
        if (caseTwins == RelationalizeOptions.CaseTwins.SEPARATE) {
            return ordinals.stream().map(List::of).toList();
        }
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int ordinal : ordinals) {
            groups.computeIfAbsent(folded(name(type, ordinal)), ignored -> new ArrayList<>())
                    .add(ordinal);
        }
        Comparator<Integer> precedence = Comparator.<Integer, Boolean>comparing(
                        ordinal -> !name(type, ordinal).equals(folded(name(type, ordinal))))
                .thenComparing(ordinal -> name(type, ordinal));
        Collection<List<Integer>> found = groups.values();
        found.forEach(group -> group.sort(precedence));
        return List.copyOf(found);
    }

    private static String name(StructType type, int ordinal) {
        return type.fields()[ordinal].name();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
