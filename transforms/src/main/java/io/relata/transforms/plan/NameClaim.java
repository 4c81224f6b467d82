package io.relata.transforms.plan;

import java.util.Comparator;

/**
 * What asks for a name, and how strong its claim is against others that ask for the same.
 *
 * @param path where its value is
 * @param raw its name before any letter was replaced
 * @param full its name before it was shortened
 * @param natural the name it asks for
 * @param rank names made by us give way to the source's; reserved ones do not
 */
record NameClaim(SourcePath path, String raw, String full, String natural, Rank rank) {

    /** A claim to a name of any length. */
    static NameClaim unbounded(SourcePath path, String name, Rank rank) {
        return new NameClaim(path, name, name, name, rank);
    }

    boolean isShortened() {
        return !full.equals(natural);
    }

    /** Who gives way to whom, strongest first. */
    enum Rank {
        RESERVED,
        SOURCE,
        VARIANT,
        PROPAGATED,
        SIZE,
        PRESENCE
    }

    /** Strongest first. What it compares is the same in whatever order the source lists its fields. */
    static final Comparator<NameClaim> PRECEDENCE = Comparator.comparing(NameClaim::rank)
            .thenComparing(claim -> claim.path().literalDots())
            .thenComparing(claim -> !claim.raw().equals(claim.natural()))
            .thenComparing(claim -> claim.path().pointer());
}
