package io.relata.jobs.config;

import java.util.Collection;
import java.util.List;

/** Lists of words in a sentence. */
final class Words {

    private Words() {}

    /** {@code a, b or c}. */
    static String either(Collection<String> words) {
        return joined(words, " or ");
    }

    /** {@code a, b and c}. */
    static String all(Collection<String> words) {
        return joined(words, " and ");
    }

    private static String joined(Collection<String> words, String last) {
        List<String> list = List.copyOf(words);
        if (list.size() < 2) {
            return String.join("", list);
        }
        return String.join(", ", list.subList(0, list.size() - 1)) + last + list.get(list.size() - 1);
    }
}
