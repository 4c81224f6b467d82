package io.relata.jobs.schema;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Names for a language that has no way to write some characters: different names stay different. */
final class SafeNames {

    private SafeNames() {}

    /** By name the one to write, told apart from the others whatever the case. */
    static Map<String, String> of(List<String> names, IntPredicate allowed) {
        Map<String, String> safe = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        // A name that stays as it is goes before one that would become the same.
        names.stream().filter(name -> name.codePoints().allMatch(allowed)).forEach(name -> taken.add(folded(name)));
        for (String name : names) {
            String written = safe(name, allowed);
            boolean isOwn = written.equals(name);
            for (int next = 2; !isOwn && !taken.add(folded(written)); next++) {
                written = safe(name, allowed) + "_" + next;
            }
            safe.put(name, written);
        }
        return safe;
    }

    /** The name with an underscore in place of what is not allowed. */
    static String safe(String name, IntPredicate allowed) {
        StringBuilder safe = new StringBuilder();
        name.codePoints().forEach(character -> safe.appendCodePoint(allowed.test(character) ? character : '_'));
        return safe.isEmpty() ? "_" : safe.toString();
    }

    /** Whether a character is seen and moves no other. */
    static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
