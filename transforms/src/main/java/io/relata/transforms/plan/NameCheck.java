package io.relata.transforms.plan;

import java.util.Locale;
import java.util.Optional;

/** What makes a name that somebody chose unfit. */
final class NameCheck {

    private NameCheck() {}

    /** Why nothing can have this name; empty when something can. */
    static Optional<String> unfit(String name, int longest) {
        if (name.isBlank()) {
            return Optional.of("a name has at least one visible character");
        }
        int bytes = NameLength.bytes(name);
        if (bytes > longest) {
            return Optional.of("the name has " + bytes + " bytes and the longest allowed is " + longest);
        }
        return name.codePoints().anyMatch(NameCheck::breaksTheLine)
                ? Optional.of("the name holds a control character or a line break")
                : Optional.empty();
    }

    private static boolean breaksTheLine(int point) {
        return Character.isISOControl(point) || point == 0x2028 || point == 0x2029;
    }

    /** The name as a catalog compares it. */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
