package io.relata.jobs.progress;

import java.util.ArrayList;
import java.util.List;

/** A screen of some width that knows the control characters that progress is written with, and no others. */
final class FakeTerminal implements Appendable {

    private final int width;
    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private int column;
    private boolean wraps = true;

    FakeTerminal(int width) {
        this.width = width;
    }

    /** What is seen, without white space at the ends of rows. */
    List<String> screen() {
        return rows.stream().map(row -> row.toString().stripTrailing()).toList();
    }

    @Override
    public FakeTerminal append(CharSequence text) {
        int at = 0;
        while (at < text.length()) {
            String rest = text.subSequence(at, text.length()).toString();
            if (rest.startsWith("\u001b[K")) {
                row().setLength(Math.min(column, row().length()));
                at += 3;
            } else if (rest.startsWith("\u001b[?7l") || rest.startsWith("\u001b[?7h")) {
                wraps = rest.charAt(4) == 'h';
                at += 5;
            } else {
                append(rest.charAt(0));
                at++;
            }
        }
        return this;
    }

    @Override
    public FakeTerminal append(CharSequence text, int start, int end) {
        return append(text.subSequence(start, end));
    }

    @Override
    public FakeTerminal append(char character) {
        switch (character) {
            case '\r' -> column = 0;
            case '\n' -> nextRow();
            case '\u001b' -> throw new AssertionError("an unknown control sequence");
            default -> put(character);
        }
        return this;
    }

    private void put(char character) {
        if (column == width && wraps) {
            nextRow();
        }
        int place = Math.min(column, width - 1);
        while (row().length() <= place) {
            row().append(' ');
        }
        row().setCharAt(place, character);
        column = place + 1;
    }

    private void nextRow() {
        rows.add(new StringBuilder());
        column = 0;
    }

    private StringBuilder row() {
        return rows.get(rows.size() - 1);
    }
}
