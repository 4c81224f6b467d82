package io.relata.transforms.json;

import io.relata.Problem;
import io.relata.RelataException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a document the list of records lies, as a JSONPath: {@code $[*]}, {@code $.Records[*]},
 * {@code $.a['key with a.dot'][*]}.
 *
 * @param keys the keys from the document's top to the list; none where the document is the list
 */
public record RecordsPath(List<String> keys) implements Serializable {

    private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]'\\s]+)|\\['([^']*)'\\]");
    private static final String START = "$";
    private static final String END = "[*]";

    public RecordsPath {
        keys = List.copyOf(keys);
    }

    /** @throws RelataException of kind usage when this is no such path */
    public static RecordsPath parse(String path) {
        if (!path.startsWith(START) || !path.endsWith(END) || path.length() < START.length() + END.length()) {
            throw malformed(path);
        }
        String steps = path.substring(START.length(), path.length() - END.length());
        List<String> keys = new ArrayList<>();
        Matcher matcher = STEP.matcher(steps);
        int at = 0;
        while (at < steps.length()) {
            if (!matcher.region(at, steps.length()).lookingAt()) {
                throw malformed(path);
            }
            keys.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            at = matcher.end();
        }
        return new RecordsPath(keys);
    }

    private static RelataException malformed(String path) {
        return RelataException.usage(new Problem(
                "Cannot use the records path",
                path,
                "it does not lead from the document's top, $, by keys to the elements of one list, [*]",
                "Write it as $.Records[*], $.a['key with a.dot'][*] or $[*]"));
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder(START);
        for (String key : keys) {
            path.append(STEP.matcher("." + key).matches() ? "." + key : "['" + key + "']");
        }
        return path.append(END).toString();
    }
}
