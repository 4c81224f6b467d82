package io.relata.transforms.survey;

import java.util.ArrayList;
import java.util.List;

/** What a record changed in the tallies other than by counting, so that it can be taken back. */
final class TallyUndo {

    private final List<Extent> extents = new ArrayList<>();
    private final List<Added> added = new ArrayList<>();
    private final List<Met> met = new ArrayList<>();

    private record Extent(
            PlaceTally place, int longestText, int wholeDigits, int fractionWholeDigits, int fractionDigits) {

        private void restore() {
            place.longestText = longestText;
            place.wholeDigits = wholeDigits;
            place.fractionWholeDigits = fractionWholeDigits;
            place.fractionDigits = fractionDigits;
        }
    }

    private record Added(PlaceTally parent, PlaceTally place, boolean isElement) {}

    private record Met(PlaceTally place, FirstRecords before) {}

    /** An extent of the place is about to grow. */
    void growing(PlaceTally place) {
        extents.add(new Extent(
                place, place.longestText, place.wholeDigits, place.fractionWholeDigits, place.fractionDigits));
    }

    /** A kind comes first at the place. */
    void meeting(PlaceTally place) {
        met.add(new Met(place, place.firsts));
    }

    void addedMember(PlaceTally parent, PlaceTally member) {
        added.add(new Added(parent, member, false));
    }

    void addedElement(PlaceTally parent, PlaceTally element) {
        added.add(new Added(parent, element, true));
    }

    /** The record is good. */
    void clear() {
        if (!extents.isEmpty()) {
            extents.clear();
        }
        if (!added.isEmpty()) {
            added.clear();
        }
        if (!met.isEmpty()) {
            met.clear();
        }
    }

    /** Takes back all since the last call of this method or of {@link #clear}; gives how many places that were added. */
    int undo(long seed) {
        for (int i = extents.size() - 1; i >= 0; i--) {
            extents.get(i).restore();
        }
        for (int i = met.size() - 1; i >= 0; i--) {
            Met each = met.get(i);
            each.place.firsts = each.before;
        }
        int places = added.size();
        for (Added each : added) {
            each.place.isRemoved = true;
            each.parent.losesMembers = !each.isElement || each.parent.losesMembers;
        }
        for (Added each : added) {
            if (each.isElement) {
                each.parent.element = PlaceTally.NONE;
            } else if (each.parent.losesMembers) {
                each.parent.dropRemoved(seed);
            }
        }
        clear();
        return places;
    }
}
