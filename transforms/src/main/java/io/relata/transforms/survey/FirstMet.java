package io.relata.transforms.survey;

import io.relata.transforms.json.RecordPlace;
import java.util.Optional;
import java.util.OptionalLong;

/** Notes of each place and kind the first record that holds such a value, while the records of one split are read. */
final class FirstMet {

    private final int split;
    private final TallyUndo undo;
    private RecordPlace origin = new RecordPlace("", OptionalLong.empty());
    private long record;
    private int start;

    /** Made only for a record that holds something first, which few do. */
    private Optional<FirstRecord> current = Optional.empty();

    FirstMet(int split, TallyUndo undo) {
        this.split = split;
        this.undo = undo;
    }

    /** @param place where index 0 of the bytes of the records that follow stands */
    void origin(RecordPlace place) {
        origin = place;
    }

    /**
     * A record begins.
     *
     * @param number how many good ones come before it
     * @param index where in the bytes
     */
    void begin(long number, int index) {
        record = number;
        start = index;
        current = Optional.empty();
    }

    /** As {@link #begin(long, int)}, for a record whose place is known. */
    void begin(long number, RecordPlace place) {
        current = Optional.of(new FirstRecord(split, number, place));
    }

    /** The record holds such a value here; to be called at least of the first. */
    void met(PlaceTally place, Kind kind) {
        if (!place.firsts.has(kind)) {
            undo.meeting(place);
            place.firsts = place.firsts.plus(kind, current());
        }
    }

    private FirstRecord current() {
        FirstRecord known = current.orElseGet(() -> new FirstRecord(split, record, place()));
        current = Optional.of(known);
        return known;
    }

    private RecordPlace place() {
        OptionalLong from = origin.position();
        return from.isPresent() ? new RecordPlace(origin.file(), OptionalLong.of(from.getAsLong() + start)) : origin;
    }
}
