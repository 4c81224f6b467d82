package io.relata.transforms.plan;

import java.nio.charset.StandardCharsets;

/** Keeps names within a number of bytes: head, a hash of the path, tail. */
final class NameLength {

    private NameLength() {}

    /** The name itself when it fits, otherwise one that fits and is the same in every plan of that path. */
    static String fit(String name, int longest, SourcePath path) {
        if (bytes(name) <= longest) {
            return name;
        }
        String hash = "_" + PathHash.of(path.jsonPath()) + "_";
        int room = longest - hash.length();
        return head(name, room / 2) + hash + tail(name, room - room / 2);
    }

    /** The name with the suffix behind it, shortened so that both fit. */
    static String withSuffix(String name, String suffix, int longest, SourcePath path) {
        return fit(name, longest - suffix.length(), path) + suffix;
    }

    static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String head(String name, int bytes) {
        int end = 0;
        int used = 0;
        while (end < name.length()) {
            int point = name.codePointAt(end);
            used += bytes(Character.toString(point));
            if (used > bytes) {
                break;
            }
            end += Character.charCount(point);
        }
        return name.substring(0, end);
    }

    private static String tail(String name, int bytes) {
        int start = name.length();
        int used = 0;
        while (start > 0) {
            int point = name.codePointBefore(start);
            used += bytes(Character.toString(point));
            if (used > bytes) {
                break;
            }
            start -= Character.charCount(point);
        }
        return name.substring(start);
    }
}
