package io.relata.jobs.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A path that is read, maybe a glob as Hadoop reads it.
 *
 * @param text absolute or with a scheme
 */
record InputPath(String text) {

    private static final int MOST_ALTERNATIVES = 64;

    /** Whether a path that is written is one of those read, or lies inside one. A doubt counts as a yes. */
    boolean covers(String written) {
        List<String> target = segments(written);
        return alternatives(text).stream().map(InputPath::segments).anyMatch(pattern -> isPrefix(pattern, target));
    }

    private static boolean isPrefix(List<String> pattern, List<String> target) {
        if (pattern.size() > target.size()) {
            return false;
        }
        for (int index = 0; index < pattern.size(); index++) {
            if (!matches(pattern.get(index), target.get(index))) {
                return false;
            }
        }
        return true;
    }

    /** The texts that a glob's braces stand for. */
    private static List<String> alternatives(String glob) {
        List<String> done = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>(List.of(glob));
        while (!open.isEmpty()) {
            String next = open.removeFirst();
            int end = next.indexOf('}');
            int begin = end < 0 ? -1 : next.lastIndexOf('{', end);
            if (begin < 0) {
                done.add(next);
                continue;
            }
            String[] choices = next.substring(begin + 1, end).split(",", -1);
            if (done.size() + open.size() + choices.length > MOST_ALTERNATIVES) {
                choices = new String[] {"*"};
            }
            for (String choice : choices) {
                open.addLast(next.substring(0, begin) + choice + next.substring(end + 1));
            }
        }
        return done;
    }

    /** The parts between slashes, the file system's name first. */
    private static List<String> segments(String path) {
        String sameScheme = path.replaceFirst("^(?i:s3|s3n|s3a)://", "s3a://").replaceFirst("^(?i:file):/+", "/");
        List<String> segments = new ArrayList<>();
        for (String segment : sameScheme.split("/", -1)) {
            if (segment.equals("..") && !segments.isEmpty()) {
                segments.remove(segments.size() - 1);
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return segments;
    }

    /** Compares with {@code *}, {@code ?} and character classes, in time of the product of the lengths at most. */
    private static boolean matches(String pattern, String text) {
        String simple = pattern.replaceAll("\\[[^\\]]*\\]", "?");
        int at = 0;
        int star = -1;
        int resume = 0;
        int letter = 0;
        while (letter < text.length()) {
            char wanted = at < simple.length() ? simple.charAt(at) : 0;
            if (wanted == '*') {
                star = at++;
                resume = letter;
            } else if (at < simple.length() && (wanted == '?' || wanted == text.charAt(letter))) {
                at++;
                letter++;
            } else if (star >= 0) {
                at = star + 1;
                letter = ++resume;
            } else {
                return false;
            }
        }
        while (at < simple.length() && simple.charAt(at) == '*') {
            at++;
        }
        return at == simple.length();
    }
}
