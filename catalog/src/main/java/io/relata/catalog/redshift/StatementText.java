package io.relata.catalog.redshift;

import java.util.Optional;
import java.util.regex.Pattern;

/** Finds where a statement ends as Redshift does: not by what stands in texts, names and comments. */
final class StatementText {

    /** Quotes of function bodies, which a query has no use for. */
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$\\w*\\$");

    private final String text;
    private int position;

    private StatementText(String text) {
        this.text = text;
    }

    /** The only statement of a text, without the semicolon behind it; empty when there is none, or another one. */
    static Optional<String> single(String text) {
        return new StatementText(text).single();
    }

    private Optional<String> single() {
        int end = -1;
        boolean isEmpty = true;
        while (position < text.length()) {
            char character = text.charAt(position);
            if (text.startsWith("--", position)) {
                position = lineEnd();
            } else if (text.startsWith("/*", position)) {
                position = commentEnd();
            } else if (character == ';') {
                end = end < 0 ? position : end;
                position++;
            } else if (Character.isWhitespace(character)) {
                position++;
            } else if (end >= 0
                    || DOLLAR_QUOTE
                            .matcher(text)
                            .region(position, text.length())
                            .lookingAt()) {
                return Optional.empty();
            } else {
                isEmpty = false;
                position = character == '\'' || character == '"' ? quoteEnd(character) : position + 1;
            }
            if (position < 0) {
                return Optional.empty();
            }
        }
        String one = (end < 0 ? text : text.substring(0, end)).strip();
        // A line comment at the end would take in what the statement goes on with.
        return isEmpty ? Optional.empty() : Optional.of(one.contains("--") ? one + "\n" : one);
    }

    private int lineEnd() {
        int end = text.indexOf('\n', position);
        return end < 0 ? text.length() : end;
    }

    /** Comments of this kind stand in each other. */
    private int commentEnd() {
        int depth = 0;
        for (int i = position; i < text.length(); i++) {
            if (text.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i++;
            }
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private int quoteEnd(char quote) {
        for (int i = position + 1; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\\' && quote == '\'') {
                i++;
            } else if (character == quote) {
                return i + 1;
            }
        }
        return -1;
    }
}
