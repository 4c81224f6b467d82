package io.relata.transforms.plan;

import java.util.ArrayList;
import java.util.List;

/** Reads paths as options write them, for example {@code a[].b}; see {@link RelationalizeOptions}. */
final class PathParser {

    private static final String SPECIAL = ".[]{}`";

    private final String text;
    private int at;

    private PathParser(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when the text is not a path; the message says where and why */
    static List<PathStep> parse(String text) {
        return new PathParser(text).steps();
    }

    private List<PathStep> steps() {
        List<PathStep> steps = new ArrayList<>();
        steps.add(new PathStep.Field(name()));
        while (at < text.length()) {
            if (text.startsWith("[]", at)) {
                steps.add(PathStep.Inside.ELEMENT);
                at += 2;
            } else if (text.startsWith("{}", at)) {
                steps.add(PathStep.Inside.ENTRY_VALUE);
                at += 2;
            } else if (text.charAt(at) == '.') {
                at++;
                steps.add(new PathStep.Field(name()));
            } else {
                throw refused("expected \".\", \"[]\" or \"{}\"");
            }
        }
        return steps;
    }

    private String name() {
        if (text.startsWith("`", at)) {
            return quotedName();
        }
        int start = at;
        while (at < text.length() && SPECIAL.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw refused("expected a name");
        }
        return text.substring(start, at);
    }

    private String quotedName() {
        StringBuilder name = new StringBuilder();
        at++;
        while (at < text.length()) {
            if (text.charAt(at) != '`') {
                name.append(text.charAt(at++));
            } else if (text.startsWith("``", at)) {
                name.append('`');
                at += 2;
            } else {
                at++;
                return name.toString();
            }
        }
        throw refused("a back-tick is not closed");
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(why + " at character " + (at + 1));
    }
}
