package io.relata.jobs.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces variables in values: a name in braces after a dollar sign, with a default after {@code :-} if wanted. Two
 * dollar signs before a brace stand for one without a variable. What comes in is text and never read again. As in a
 * shell, the default also stands for an empty variable.
 */
final class EnvironmentVariables {

    private static final Pattern MARK =
            Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\}|\\$\\{");

    private final Map<String, String> environment;
    private final Problems problems;

    EnvironmentVariables(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    Node.Scalar replaced(Node.Scalar written, KeyPath path) {
        if (written.kind() == Node.Kind.UNKNOWN || !written.text().contains("${")) {
            return written;
        }
        Matcher mark = MARK.matcher(written.text());
        StringBuilder text = new StringBuilder();
        Node.Kind kind = written.kind();
        Node.Origin origin = written.origin();
        while (mark.find()) {
            Optional<String> name = Optional.ofNullable(mark.group(1));
            Optional<String> variable = name.flatMap(known -> variable(known, mark.group(2) != null));
            Optional<String> value = variable.or(() -> withoutVariable(mark));
            if (value.isEmpty()) {
                complain(name, written.place(), path);
                return new Node.Scalar(written.place(), written.text(), written.shown(), Node.Kind.UNKNOWN, origin);
            }
            if (name.isPresent()) {
                kind = Node.Kind.ANY;
            }
            if (variable.isPresent() && mark.start() == 0) {
                origin = Node.Origin.ENVIRONMENT;
            }
            mark.appendReplacement(text, Matcher.quoteReplacement(value.get()));
        }
        mark.appendTail(text);
        return new Node.Scalar(written.place(), text.toString(), written.shown(), kind, origin);
    }

    private Optional<String> variable(String name, boolean defaulted) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty() || !defaulted);
    }

    private static Optional<String> withoutVariable(Matcher mark) {
        return mark.group().equals("$${") ? Optional.of("${") : Optional.ofNullable(mark.group(2));
    }

    private void complain(Optional<String> name, Place place, KeyPath path) {
        if (name.isPresent()) {
            String variable = name.get();
            problems.add(
                    place,
                    path,
                    "the environment has no variable " + variable,
                    "Set it, or give a default: ${" + variable + ":-default}");
        } else {
            problems.add(
                    place,
                    path,
                    "${ begins no variable",
                    "Write ${NAME} or ${NAME:-default}, or $${ for the characters themselves");
        }
    }
}
