package io.relata.jobs.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a JSON document the array of records is: {@code $.Records[*]}, {@code $.a.b[*]}, or {@code $[*]} for the
 * document itself.
 *
 * @param members the members to step through from the document to the array; empty when it is the document
 */
public record RecordsPath(List<String> members) {

    /** What {@link #parse} reads; the job file's schema carries it. */
    static final String FORM = "^\\$((?:\\.[^.\\[\\]$*\\s]+){0,64})\\[\\*\\]$";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    public RecordsPath {
        members = List.copyOf(members);
    }

    /** The path that a text names; empty when the text is none. */
    public static Optional<RecordsPath> parse(String text) {
        Matcher form = PATTERN.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String members = form.group(1);
        return Optional.of(new RecordsPath(
                members.isEmpty() ? List.of() : List.of(members.substring(1).split("\\.", -1))));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return "$" + members.stream().map(member -> "." + member).reduce("", String::concat) + "[*]";
    }
}
