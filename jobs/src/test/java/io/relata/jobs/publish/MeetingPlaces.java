package io.relata.jobs.publish;

import io.relata.jobs.publish.Turn.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The places that one process changes and another one reads or changes. What happens elsewhere nobody else notices, so
 * no process need stop before it. Which places they are is learned as processes run.
 */
final class MeetingPlaces {

    private final Map<String, Set<Turn>> turns = new HashMap<>();
    private final Set<String> met = new HashSet<>();

    /** Whether a turn is at a place where processes are known to meet; that this one was there is remembered. */
    boolean isMeeting(Turn turn) {
        if (turns.computeIfAbsent(turn.place(), place -> new HashSet<>()).add(turn)) {
            List<Turn> others = turns.values().stream()
                    .flatMap(Set::stream)
                    .filter(other ->
                            !other.commutesWith(turn) && !other.process().equals(turn.process()))
                    .toList();
            if (!others.isEmpty()) {
                met.add(turn.place());
                others.forEach(other -> met.add(other.place()));
            }
        }
        return turn.kind() == Kind.DIE || met.contains(turn.place());
    }

    /** How many places are known. */
    int size() {
        return met.size();
    }
}
