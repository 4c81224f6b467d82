package io.relata.jobs.config;

import io.relata.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one job file. Not thread-safe. */
final class Problems {

    private static final Comparator<Found> BY_PLACE = Comparator.comparing((Found found) -> found.place.isSetting())
            .thenComparing(found -> found.place.line())
            .thenComparing(found -> found.place.column());

    private final List<Found> found = new ArrayList<>();

    private record Found(Place place, Problem problem) {}

    /**
     * @param why a phrase without a full stop
     * @param remedy a sentence without its full stop, or a question
     */
    void add(Place place, KeyPath path, String why, String remedy) {
        found.add(new Found(place, new Problem(path.text(), place.toString(), why, remedy)));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** All that was collected, the file's in its order, then the command line's. */
    JobFileException exception() {
        return new JobFileException(
                found.stream().sorted(BY_PLACE).map(Found::problem).toList());
    }
}
