package io.relata.jobs.source;

import java.util.ArrayList;
import java.util.List;

/** Parts the text of one record into its cells. Used for one record after the other. */
final class CsvCells {

    /**
     * One cell.
     *
     * @param text what it says, without quotes and escapes
     * @param isQuoted whether it stands in quotes
     */
    record Cell(String text, boolean isQuoted) {}

    /** How far a record is read. */
    enum State {
        /** To its end. */
        WHOLE,
        /** Its text ends inside of quotes. */
        OPEN,
        /** Something else than a delimiter follows a closing quote. */
        BROKEN
    }

    private final char delimiter;
    private final char quote;
    private final char escape;
    private final List<Cell> cells = new ArrayList<>();
    private final StringBuilder quoted = new StringBuilder();

    CsvCells(CsvFormat format) {
        this.delimiter = format.delimiter();
        this.quote = format.quote();
        this.escape = format.escape();
    }

    /** The cells by now, in their order. */
    List<Cell> cells() {
        return List.copyOf(cells);
    }

    /** Begins a record with this text. */
    State begin(String text) {
        cells.clear();
        return cellsFrom(text, 0);
    }

    /** Lets go of what the open cell holds by now. */
    void forget() {
        quoted.setLength(0);
    }

    /** Goes on with a record that is open. */
    State goOn(String text) {
        return insideOfQuotes(text, 0);
    }

    private State cellsFrom(String text, int start) {
        int at = start;
        while (true) {
            if (quote != CsvFormat.NONE && at < text.length() && text.charAt(at) == quote) {
                quoted.setLength(0);
                return insideOfQuotes(text, at + 1);
            }
            int end = text.indexOf(delimiter, at);
            if (end < 0) {
                cells.add(new Cell(text.substring(at), false));
                return State.WHOLE;
            }
            cells.add(new Cell(text.substring(at, end), false));
            at = end + 1;
        }
    }

    private State insideOfQuotes(String text, int start) {
        int at = start;
        while (at < text.length()) {
            char character = text.charAt(at);
            char next = at + 1 < text.length() ? text.charAt(at + 1) : CsvFormat.NONE;
            boolean isEscaped = escape != CsvFormat.NONE
                    && character == escape
                    && at + 1 < text.length()
                    && (next == quote || next == escape);
            if (isEscaped) {
                quoted.append(next);
                at += 2;
            } else if (character == quote) {
                return afterQuotes(text, at + 1);
            } else {
                quoted.append(character);
                at++;
            }
        }
        return State.OPEN;
    }

    private State afterQuotes(String text, int at) {
        cells.add(new Cell(quoted.toString(), true));
        if (at == text.length()) {
            return State.WHOLE;
        }
        return text.charAt(at) == delimiter ? cellsFrom(text, at + 1) : State.BROKEN;
    }
}
