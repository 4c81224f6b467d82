package io.relata.transforms.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the scalars of the root that options name: the key and what is propagated. */
final class RootColumns {

    private final Map<String, DraftColumn> columns = new LinkedHashMap<>();
    private final Problems problems;

    RootColumns(DraftTable root, KnownNames known, Problems problems) {
        this.problems = problems;
        List<String> names = LogicalNames.ofColumns(root, LogicalNames.claimsOfColumns(root), known);
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), root.columns().get(i));
        }
    }

    /** The columns of these logical names; what is no scalar of the root is a problem. */
    List<DraftColumn> named(String option, List<String> names) {
        List<DraftColumn> found = new ArrayList<>(names.size());
        Set<String> before = new HashSet<>();
        for (String name : names) {
            String what = "Cannot use column \"" + name + "\"";
            String where = "option " + option;
            DraftColumn column = columns.get(name);
            if (column == null) {
                problems.add(
                        what,
                        where,
                        "the root table has no such column",
                        Suggestion.remedy(name, columns.keySet(), "column"));
            } else if (!before.add(name)) {
                problems.add(what, where, "it is named twice", "Name it once");
            } else {
                Optional<String> unfit = unfit(column);
                if (unfit.isPresent()) {
                    problems.add(what, where, unfit.get(), "Name columns of the root that hold one scalar each");
                } else {
                    found.add(column);
                }
            }
        }
        return found;
    }

    private static Optional<String> unfit(DraftColumn column) {
        return switch (column.content()) {
            case SCALAR -> Optional.empty();
            case MERGED -> Optional.of("it is merged from fields that differ in case alone");
            case VOID -> Optional.of("it never has a value");
            case JSON -> Optional.of("it is JSON text");
            case MADE, COPIED -> Optional.of("it is made while relationalizing and not a value of the source");
        };
    }
}
