package io.relata.jobs.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class DidYouMean {

    private static final int LONGEST = 64;

    private DidYouMean() {}

    /** The nearest of the known words, the first of equals; empty when none is near. */
    public static Optional<String> among(Collection<String> known, String word) {
        String typed = plain(word);
        Optional<String> meant = Optional.empty();
        int nearest = Math.max(1, typed.length() / 3) + 1;
        for (String candidate : known) {
            String spelled = plain(candidate);
            if (typed.length() > LONGEST || spelled.length() > LONGEST) {
                continue;
            }
            int distance = distance(typed, spelled);
            if (distance < nearest) {
                nearest = distance;
                meant = Optional.of(candidate);
            }
        }
        return meant;
    }

    /**
     * What to tell somebody who wrote a word that is not known.
     *
     * @param otherwise what comes before all known words where none is near
     */
    static String remedy(Collection<String> known, String word, String otherwise) {
        return among(known, word)
                .map(meant -> "Did you mean " + meant + "?")
                .orElseGet(() -> otherwise + Words.all(known));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How many letters are missing, extra, wrong, or swapped with their neighbour. */
    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int row = 0; row <= from.length(); row++) {
            for (int column = 0; column <= to.length(); column++) {
                steps[row][column] = steps(steps, from, row, to, column);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int steps(int[][] steps, String from, int row, String to, int column) {
        if (row == 0 || column == 0) {
            return row + column;
        }
        int wrong = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        int fewest = Math.min(
                Math.min(steps[row - 1][column], steps[row][column - 1]) + 1, steps[row - 1][column - 1] + wrong);
        boolean swapped = row > 1
                && column > 1
                && from.charAt(row - 1) == to.charAt(column - 2)
                && from.charAt(row - 2) == to.charAt(column - 1);
        return swapped ? Math.min(fewest, steps[row - 2][column - 2] + 1) : fewest;
    }
}
