package io.relata.jobs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the views that a query reads, by their names in its text. */
final class ViewNames {

    /** Comments, texts, quoted names, and words; what comes first counts, so that nothing is found inside another. */
    private static final Pattern TOKEN =
            Pattern.compile("--[^\\n]*+|/\\*.*?\\*/|'(?:[^'\\\\]|\\\\.|'')*+'|\"([^\"]*+)\"|(\\w++)", Pattern.DOTALL);

    private ViewNames() {}

    /**
     * Those of the views that the query names. One that is only called like a column of it may be among them: it is then
     * refreshed first, which harms nothing.
     *
     * @param views each a name, with or without its schema before it
     */
    static List<String> in(String sql, Collection<String> views) {
        Set<String> words = new TreeSet<>();
        Matcher token = TOKEN.matcher(sql);
        while (token.find()) {
            String word = token.group(1) == null ? token.group(2) : token.group(1);
            if (word != null) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        List<String> named = new ArrayList<>();
        for (String view : views) {
            if (words.contains(view.substring(view.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))) {
                named.add(view);
            }
        }
        return named;
    }
}
