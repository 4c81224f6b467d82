package io.relata.transforms.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what a mistyped name may have meant. */
final class Suggestion {

    private static final int LONGEST_COMPARED = 200;
    private static final int MOST_LISTED = 10;

    private record Candidate(String name, int distance) {}

    private Suggestion() {}

    /** What to do about a name that fits nothing: {@code Did you mean "x"}, or the names there are. */
    static String remedy(String wanted, Collection<String> known, String noun) {
        return closest(wanted, known)
                .map(name -> "Did you mean \"" + name + "\"")
                .orElseGet(() -> known.isEmpty()
                        ? "Take the " + noun + " out: there is none to name"
                        : "Name one of " + listed(known));
    }

    private static String listed(Collection<String> known) {
        List<String> first = known.stream().limit(MOST_LISTED).toList();
        int more = known.size() - first.size();
        return first.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "))
                + (more > 0 ? " or " + more + " more" : "");
    }

    /** The known name that takes the fewest edits, when they are few for its length. */
    static Optional<String> closest(String wanted, Collection<String> known) {
        if (wanted.length() > LONGEST_COMPARED) {
            return Optional.empty();
        }
        int most = Math.max(2, wanted.length() / 3);
        return known.stream()
                .filter(name -> Math.abs(name.length() - wanted.length()) <= most)
                .map(name -> new Candidate(name, distance(folded(wanted), folded(name))))
                .filter(candidate -> candidate.distance() <= most)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j < previous.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[previous.length];
            current[0] = i;
            for (int j = 1; j < current.length; j++) {
                int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
