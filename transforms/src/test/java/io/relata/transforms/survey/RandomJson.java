package io.relata.transforms.survey;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random records over few keys, so that places meet again, written in every way that JSON allows. */
final class RandomJson {

    private static final String[] KEYS = {
        "a",
        "b",
        "name",
        "seven77",
        "eight888",
        "a key of more than sixteen bytes",
        "k\u00e9y",
        "\uD83D\uDE80",
        "",
        "q\"\\",
        "\uFFFD"
    };
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "7",
        "-12",
        "123456789012345",
        "1234567890123456",
        "9007199254740992",
        "-9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "123456789012345678901234567890123456789012",
        "0.5",
        "-1.25",
        "100.00",
        "3.141592653589793238462643383279",
        "1e5",
        "1E-7",
        "2.5e+10",
        "1e400",
        "-1.5e309",
        "1e-400",
        "12345678901234567890.5"
    };
    private static final String[] TEXTS = {
        "",
        "x",
        "seven77",
        "eight888",
        "a longer text that takes several words",
        "caf\u00e9",
        "\u4f60\u597d",
        "\uD83D\uDE80 up",
        "tab\tline\nquote\"back\\slash/",
        "2026-11-21T10:00:00Z",
        "\u0000\u001f\u007f"
    };

    private final Random random;

    RandomJson(long seed) {
        this.random = new Random(seed);
    }

    /** A good record; now and then with a key twice. */
    String record() {
        return object(0);
    }

    /** Bytes that are no record: a good one, cut or spoilt. */
    String malformed() {
        String good = record();
        int at = random.nextInt(good.length());
        if (Character.isLowSurrogate(good.charAt(at)) || Character.isHighSurrogate(good.charAt(at))) {
            return good + "!";
        }
        return switch (random.nextInt(4)) {
            case 0 -> good.substring(0, at);
            case 1 -> good.substring(0, at) + "!" + good.substring(at);
            case 2 -> good + pick("}", ",", "{}", " x", "1");
            default -> good.substring(0, at) + good.substring(at + 1);
        };
    }

    List<String> records(int count, double malformedShare) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(random.nextDouble() < malformedShare ? malformed() : record());
        }
        return records;
    }

    <T> List<T> shuffled(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String space() {
        return random.nextInt(5) == 0 ? pick(" ", "\t", "  ", "\r", "          ") : "";
    }

    private String value(int depth) {
        int kind = random.nextInt(depth > 3 ? 6 : 9);
        return switch (kind) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2, 3 -> pick(NUMBERS);
            case 4, 5 -> quoted(pick(TEXTS));
            case 6 -> array(depth + 1);
            default -> object(depth + 1);
        };
    }

    private String object(int depth) {
        StringBuilder text = new StringBuilder("{").append(space());
        List<String> keys = new ArrayList<>(List.of(KEYS));
        // Mostly in one order, as records of one source are.
        if (random.nextInt(4) == 0) {
            Collections.shuffle(keys, random);
        }
        keys.removeIf(key -> random.nextInt(3) > 0);
        if (!keys.isEmpty() && random.nextInt(20) == 0) {
            keys.add(keys.get(random.nextInt(keys.size())));
        }
        for (int i = 0; i < keys.size(); i++) {
            text.append(i == 0 ? "" : "," + space())
                    .append(quoted(keys.get(i)))
                    .append(space())
                    .append(':')
                    .append(space())
                    .append(value(depth))
                    .append(space());
        }
        return text.append('}').toString();
    }

    private String array(int depth) {
        StringBuilder text = new StringBuilder("[").append(space());
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : "," + space()).append(value(depth)).append(space());
        }
        return text.append(']').toString();
    }

    private String quoted(String text) {
        boolean escapesMuch = random.nextInt(6) == 0;
        StringBuilder quoted = new StringBuilder("\"");
        for (char unit : text.toCharArray()) {
            if (unit == '"' || unit == '\\') {
                quoted.append('\\').append(unit);
            } else if (unit == '\n') {
                quoted.append("\\n");
            } else if (unit < ' ' || (escapesMuch && random.nextBoolean()) || (escapesMuch && unit > 0xD7FF)) {
                quoted.append("\\u%04x".formatted((int) unit));
            } else if (unit == '/' && random.nextBoolean()) {
                quoted.append("\\/");
            } else {
                quoted.append(unit);
            }
        }
        return quoted.append('"').toString();
    }
}
