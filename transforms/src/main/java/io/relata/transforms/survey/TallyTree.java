package io.relata.transforms.survey;

import java.util.concurrent.ThreadLocalRandom;

/**
 * The places of the records read, as a tree that grows with what is met and stays bounded: what does not fit any more
 * is counted where it was met and goes to {@link #others}.
 */
final class TallyTree {

    /** The most keys kept of one object place. */
    static final int MOST_MEMBERS = 20_000;

    /** The most places kept. */
    static final int MOST_PLACES = 200_000;

    final PlaceTally root = PlaceTally.root();

    /** Takes all that does not fit: its counts say nothing. */
    final PlaceTally others = PlaceTally.root();

    final TallyUndo undo = new TallyUndo();

    private final long seed = ThreadLocalRandom.current().nextLong();
    private int places = 1;

    /** The member of this key, new or known, which comes behind {@code previous}; {@link #others} when it has no room. */
    @SuppressWarnings("ReferenceEquality") // places have identity
    PlaceTally member(PlaceTally parent, PlaceTally previous, byte[] key, int from, int to) {
        PlaceTally known = parent.find(key, from, to, seed);
        if (known != PlaceTally.NONE) {
            return known;
        }
        if (parent.members() >= MOST_MEMBERS || places >= MOST_PLACES) {
            return others;
        }
        places++;
        PlaceTally added = parent.add(previous, key, from, to, seed);
        undo.addedMember(parent, added);
        return added;
    }

    /** The place of the elements of arrays here. */
    @SuppressWarnings("ReferenceEquality")
    PlaceTally element(PlaceTally parent) {
        if (parent.element != PlaceTally.NONE) {
            return parent.element;
        }
        if (parent == others || places >= MOST_PLACES) {
            return others;
        }
        places++;
        parent.element = PlaceTally.root();
        undo.addedElement(parent, parent.element);
        return parent.element;
    }

    /** Takes back what changed since the last {@link TallyUndo#clear} other than counts. */
    void undo() {
        places -= undo.undo(seed);
    }
}
