package io.relata.jobs;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * An argument that has a name: {@code --name value}, {@code --name=value}, or {@code --name} alone.
 *
 * @param name without the dashes before it
 * @param value empty where there is none
 */
record NamedArgument(String name, String value) {

    private static final String DASHES = "--";

    NamedArgument {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
    }

    /**
     * Arguments in their order.
     *
     * @param takesValue of which names a value always follows. What follows another name is its value unless it looks
     *     like a name itself; a value of ours may be the name that a stranger gave to a file, and must not become an option
     * @throws RelataException when there is a value without a name, or a name without the value that it takes
     */
    static List<NamedArgument> all(List<String> arguments, Predicate<String> takesValue) {
        List<NamedArgument> named = new ArrayList<>();
        for (int at = 0; at < arguments.size(); at++) {
            String argument = arguments.get(at);
            if (!argument.startsWith(DASHES) || argument.equals(DASHES)) {
                throw refused("a value stands without a name after " + before(named));
            }
            String written = argument.substring(DASHES.length());
            int equals = written.indexOf('=');
            String name = equals < 0 ? written : written.substring(0, equals);
            if (equals >= 0) {
                named.add(new NamedArgument(name, written.substring(equals + 1)));
            } else if (at + 1 < arguments.size()
                    && (takesValue.test(name) || !arguments.get(at + 1).startsWith(DASHES))) {
                at++;
                named.add(new NamedArgument(name, arguments.get(at)));
            } else if (takesValue.test(name)) {
                throw refused("--" + name + " has no value");
            } else {
                named.add(new NamedArgument(name, ""));
            }
        }
        return named;
    }

    private static String before(List<NamedArgument> named) {
        return named.isEmpty()
                ? "nothing"
                : DASHES + RunSummary.shown(named.get(named.size() - 1).name());
    }

    private static RelataException refused(String why) {
        return RelataException.usage(new Problem(
                "Cannot read the job's arguments",
                "the command line",
                why,
                "Write each as --name value or --name=value"));
    }
}
