package io.relata.transforms.survey;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which tables stay as readers know them, whatever the records hold. What such a table has no column for is kept aside.
 * Tables are named by where their rows come from, as {@link io.relata.transforms.plan.PlannedTable#path} has it.
 *
 * @param paths the tables that stay
 * @param others the other tables that readers know
 * @param policy what becomes of values that a table which stays has no column for, unless their path has a policy
 */
public record KeptTables(Set<String> paths, Set<String> others, ConflictPolicy policy) implements Serializable {

    /** Every table takes what comes. */
    public static final KeptTables NONE = new KeptTables(Set.of(), Set.of(), ConflictPolicy.Named.RESCUE);

    public KeptTables {
        paths = ordered(paths);
        others = ordered(others);
        requireNonNull(policy, "policy");
    }

    private static Set<String> ordered(Set<String> tables) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(tables));
    }

    /** These tables, where the job has such policies. */
    public static KeptTables of(Set<String> paths, Set<String> others, Conflicts conflicts) {
        return new KeptTables(paths, others, policy(conflicts));
    }

    /**
     * The job's own word on all values that do not fit, and without one {@link ConflictPolicy.Named#RESCUE}. A standard
     * that shapes columns comes too late for columns that stay.
     */
    public static ConflictPolicy policy(Conflicts conflicts) {
        return conflicts
                .standard()
                .filter(ConflictPolicy.Named.class::isInstance)
                .filter(policy -> switch ((ConflictPolicy.Named) policy) {
                    case RESCUE, REJECT, FAIL, AS_ARRAY -> true;
                    case MAKE_COLS, MAKE_STRUCT, JSON -> false;
                })
                .orElse(ConflictPolicy.Named.RESCUE);
    }

    /** Whether every table takes what comes. */
    public boolean isNone() {
        return paths.isEmpty();
    }

    /** Whether the table whose rows come from this path stays. */
    public boolean holds(String table) {
        return paths.contains(table);
    }

    /** Whether this is a table that readers know and that takes what comes. */
    boolean isOther(String table) {
        return others.contains(table);
    }

    /** Whether rows of one of them are the entries of a map, or of a struct used as one: names that nobody counted. */
    public boolean holdsEntries() {
        return paths.stream().anyMatch(path -> path.endsWith("{}"));
    }
}
