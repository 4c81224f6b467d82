package io.relata.transforms.json;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The records that alone are read of an input: those that begin where an earlier reading rejected something, with the text
 * that it had. What has another text now is none of them, so a file that was changed gives too few and never a wrong one.
 * Immutable.
 */
public final class RecordChoice implements Serializable {

    private static final long serialVersionUID = 1;

    private final HashMap<String, HashMap<Long, RejectedText>> byFile = new HashMap<>();

    private RecordChoice() {}

    /** Of two at one place the last counts. */
    public static RecordChoice of(Collection<RejectedText> rejected) {
        RecordChoice choice = new RecordChoice();
        for (RejectedText one : rejected) {
            choice.byFile.computeIfAbsent(one.file(), file -> new HashMap<>()).put(one.position(), one);
        }
        return choice;
    }

    /** The paths of the files that they lie in, in their order. */
    public Set<String> files() {
        return new TreeSet<>(byFile.keySet());
    }

    public long count() {
        return byFile.values().stream().mapToLong(Map::size).sum();
    }

    /** Whether something of this text is one of them. */
    public boolean holds(String file, long position, String text) {
        return Optional.ofNullable(byFile.get(file))
                .flatMap(inFile -> Optional.ofNullable(inFile.get(position)))
                .filter(one -> one.is(text))
                .isPresent();
    }

    /** What was rejected at a place; empty where nothing was. */
    Optional<RejectedText> at(RecordPlace place) {
        return place.position().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(byFile.get(place.file()))
                        .flatMap(inFile ->
                                Optional.ofNullable(inFile.get(place.position().getAsLong())));
    }
}
