package io.relata.catalog.redshift;

import io.relata.Problem;
import io.relata.RelataException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The name of a schema, table, view, column, user or role, always quoted: any other name is data and never SQL. Redshift
 * folds names to lower case, quoted ones too, unless a session asks otherwise, so two that differ in case are one.
 *
 * @param name 1 to 127 bytes in UTF-8, of which Redshift would cut more; without quotation marks and control characters,
 *     which no quoted name holds (Redshift, "Names and identifiers")
 */
public record Identifier(String name) {

    private static final int LONGEST = 127;

    /** @throws RelataException when Redshift has no such name */
    public Identifier {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (name.isBlank()) {
            throw refused(name, "it is blank");
        }
        if (bytes > LONGEST) {
            throw refused(name, "it has " + bytes + " bytes, and Redshift cuts names after " + LONGEST);
        }
        if (name.indexOf('"') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
            throw refused(name, "it holds a quotation mark or a control character");
        }
    }

    /** The name as SQL. */
    String sql() {
        return "\"" + name + "\"";
    }

    /** Several, with commas between. */
    static String list(Collection<Identifier> names) {
        return names.stream().map(Identifier::sql).collect(Collectors.joining(", "));
    }

    private static RelataException refused(String name, String why) {
        return RelataException.usage(
                new Problem("Cannot use a name in Redshift", name, why, "Give it another name in the job file"));
    }
}
