package io.relata.jobs.config;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.ArrayList;
import java.util.List;

/**
 * One {@code --set} of the command line: {@code target.path=out}. Keys are joined by dots; a key that holds a dot or an
 * equals sign stands in back-ticks or quotes, and one of these inside is doubled.
 *
 * @param path the keys from the top of the job file to the value, at least one
 * @param value as it was typed
 */
public record Setting(List<String> path, String value) {

    private static final int MOST_KEYS = 16;
    private static final String QUOTES = "`\"'";

    public Setting {
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("A setting needs a key");
        }
    }

    /**
     * Reads {@code a.b=c}.
     *
     * @throws RelataException when the text is not of this form; the value is never shown
     */
    public static Setting parse(String text) {
        List<String> keys = new ArrayList<>();
        int at = 0;
        while (true) {
            StringBuilder key = new StringBuilder();
            at = key(text, at, key);
            keys.add(key.toString());
            if (at >= text.length()) {
                throw refused(text, "there is no =");
            }
            if (text.charAt(at) == '=') {
                break;
            }
            if (text.charAt(at) != '.') {
                throw refused(text.substring(0, at), "a quoted key goes on after its closing quote");
            }
            at++;
        }
        String path = text.substring(0, at);
        if (keys.contains("")) {
            throw refused(path, "a key is empty");
        }
        if (keys.size() > MOST_KEYS) {
            throw refused(path, "it has " + keys.size() + " keys and a job file is never that deep");
        }
        return new Setting(keys, text.substring(at + 1));
    }

    /** Reads one key into {@code key} and gives the position after it. */
    private static int key(String text, int start, StringBuilder key) {
        int at = start;
        if (at < text.length() && QUOTES.indexOf(text.charAt(at)) >= 0) {
            char quote = text.charAt(at);
            for (at++; at < text.length(); at++) {
                if (text.charAt(at) == quote) {
                    at++;
                    if (at >= text.length() || text.charAt(at) != quote) {
                        return at;
                    }
                }
                key.append(text.charAt(at));
            }
            throw refused(text.substring(0, start + 1), "the quote is not closed");
        }
        while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '=') {
            key.append(text.charAt(at));
            at++;
        }
        return at;
    }

    private static RelataException refused(String shown, String why) {
        return RelataException.usage(new Problem(
                "Cannot read --set " + shown,
                "command line",
                why,
                "Write --set key.key=value, with a key that holds a dot or = in back-ticks"));
    }

    /** The keys as {@link #parse} reads them. */
    String name() {
        KeyPath name = KeyPath.TOP;
        for (String key : path) {
            name = name.then(key);
        }
        return name.text();
    }
}
