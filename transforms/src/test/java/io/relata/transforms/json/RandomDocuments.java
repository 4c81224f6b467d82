package io.relata.transforms.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Writes documents at random, and what reading them must find: by construction, not by parsing. */
final class RandomDocuments {

    /** @param start its first byte, in the document's bytes */
    record Record(int start, String text) {

        int end() {
            return start + text.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    private static final List<String> KEYS = List.of("r", "a.b", "k\u00e9", "Records", "", "rr");

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<Record> records = new ArrayList<>();
    private final Optional<List<String>> path;

    RandomDocuments(Random random) {
        this.random = random;
        path = random.nextBoolean() ? Optional.empty() : Optional.of(randomPath());
        text.append(random.nextInt(6) == 0 ? "\ufeff" : "");
        for (int i = random.nextInt(4); i >= 0; i--) {
            space();
            document();
        }
        space();
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    List<Record> records() {
        return records;
    }

    Optional<RecordsPath> path() {
        return path.map(RecordsPath::new);
    }

    private List<String> randomPath() {
        List<String> keys = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            keys.add(KEYS.get(random.nextInt(KEYS.size())));
        }
        return keys;
    }

    private void document() {
        if (path.isPresent()) {
            way(path.get());
        } else if (random.nextBoolean()) {
            list();
        } else {
            record();
        }
    }

    private void way(List<String> keys) {
        if (keys.isEmpty()) {
            list();
            return;
        }
        text.append('{');
        others(keys.get(0), true);
        key(keys.get(0));
        space();
        text.append(':');
        space();
        way(keys.subList(1, keys.size()));
        space();
        others(keys.get(0), false);
        text.append('}');
    }

    /** Members that are not on the way. */
    private void others(String but, boolean before) {
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(before ? "" : ",");
            space();
            String key = KEYS.get(random.nextInt(KEYS.size()));
            key(key.equals(but) ? key + "x" : key);
            space();
            text.append(':');
            space();
            value(0);
            space();
            text.append(before ? "," : "");
            space();
        }
        if (before) {
            space();
        }
    }

    private void list() {
        text.append('[');
        for (int i = random.nextInt(6); i > 0; i--) {
            space();
            record();
            space();
            text.append(i > 1 ? "," : "");
        }
        space();
        text.append(']');
    }

    private void record() {
        int start = bytes().length;
        int from = text.length();
        object(0);
        records.add(new Record(start, text.substring(from)));
    }

    private void value(int depth) {
        switch (random.nextInt(depth > 4 ? 4 : 6)) {
            case 0 ->
                text.append(List.of("0", "-1.5e+10", "12345678901234567890", "1E5", "-0")
                        .get(random.nextInt(5)));
            case 1 -> text.append(List.of("true", "false", "null").get(random.nextInt(3)));
            case 2, 3 -> string();
            case 4 -> object(depth + 1);
            default -> array(depth + 1);
        }
    }

    private void object(int depth) {
        text.append('{');
        for (int i = random.nextInt(4); i > 0; i--) {
            space();
            key(KEYS.get(random.nextInt(KEYS.size())) + i);
            space();
            text.append(':');
            space();
            value(depth);
            space();
            text.append(i > 1 ? "," : "");
        }
        text.append('}');
    }

    private void array(int depth) {
        text.append('[');
        for (int i = random.nextInt(4); i > 0; i--) {
            space();
            value(depth);
            space();
            text.append(i > 1 ? "," : "");
        }
        text.append(']');
    }

    private void string() {
        text.append('"');
        List<String> pieces = List.of(
                "{", "}", "[", "]", ",", ":", "\\\"", "\\\\", "\\u005d", "\\ud800", "\u00e9", "\ud83d\ude00", "xyz");
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        text.append('"');
    }

    /** Now and then with escapes where none are needed. */
    private void key(String name) {
        text.append('"');
        for (int i = 0; i < name.length(); i++) {
            if (random.nextInt(4) == 0) {
                text.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) name.charAt(i)));
            } else {
                text.append(name.charAt(i));
            }
        }
        text.append('"');
    }

    private void space() {
        switch (random.nextInt(8)) {
            case 0 -> text.append(' ');
            case 1 -> text.append("\r\n\t");
            case 2 -> text.append(" ".repeat(random.nextInt(20)));
            default -> {}
        }
    }
}
