package io.relata.transforms.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the paths of {@link io.relata.transforms.plan.PlannedColumn#path}, such as {@code $.a['b c'][]}. */
final class PathReader {

    private static final int HEXADECIMAL = 16;
    private static final int CODE_DIGITS = 4;

    private final String text;
    private int at = 1;

    private PathReader(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when the text is no such path */
    static List<Step> steps(String text) {
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException("Not the path of a column: " + text);
        }
        return new PathReader(text).steps();
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        while (at < text.length()) {
            steps.add(step());
        }
        return steps;
    }

    private Step step() {
        Optional<Step.Inside> inside = inside();
        if (inside.isPresent()) {
            at += inside.get().text().length();
            return inside.get();
        }
        if (text.startsWith("['", at)) {
            at += 2;
            return new Step.Member(quoted());
        }
        if (text.charAt(at) != '.') {
            throw new IllegalArgumentException("Not the path of a column: " + text);
        }
        int start = ++at;
        while (at < text.length() && ".[{".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return new Step.Member(text.substring(start, at));
    }

    private Optional<Step.Inside> inside() {
        for (Step.Inside one : Step.Inside.values()) {
            if (text.startsWith(one.text(), at)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private String quoted() {
        StringBuilder name = new StringBuilder();
        while (!text.startsWith("']", at)) {
            if (at >= text.length()) {
                throw new IllegalArgumentException("Not the path of a column: " + text);
            }
            if (text.charAt(at) == '\\') {
                at++;
                escaped(name);
            } else {
                name.append(text.charAt(at++));
            }
        }
        at += 2;
        return name.toString();
    }

    private void escaped(StringBuilder name) {
        if (text.startsWith("u{", at)) {
            int end = text.indexOf('}', at);
            name.appendCodePoint(Integer.parseInt(text.substring(at + 2, end), HEXADECIMAL));
            at = end + 1;
        } else if (text.startsWith("u", at)) {
            name.append((char) Integer.parseInt(text.substring(at + 1, at + 1 + CODE_DIGITS), HEXADECIMAL));
            at += 1 + CODE_DIGITS;
        } else {
            name.append(text.charAt(at++));
        }
    }
}
