package io.relata.jobs.config;

import java.util.Map;
import java.util.Optional;

/**
 * One character, or a word that stands for one.
 *
 * @param word what may be written instead of {@code meant}
 * @param meant the character that the word stands for
 * @param example a character that fits
 */
record Sign(String word, char meant, String example) implements Shape<Character> {

    @Override
    public Optional<Character> read(Node node, KeyPath path, Reading reading) {
        reading.count(node, path);
        if (node instanceof Node.Scalar scalar && isText(scalar)) {
            if (scalar.text().equals(word)) {
                return Optional.of(meant);
            }
            if (scalar.text().length() == 1 && isSign(scalar.text().charAt(0))) {
                return Optional.of(scalar.text().charAt(0));
            }
        }
        reading.unfit(node, path, this);
        return Optional.empty();
    }

    private static boolean isText(Node.Scalar scalar) {
        return scalar.kind() == Node.Kind.TEXT || scalar.kind() == Node.Kind.ANY;
    }

    /** Cells hold letters and digits, and lines end lines. */
    private static boolean isSign(char character) {
        return character == '\t'
                || (!Character.isLetterOrDigit(character)
                        && !Character.isISOControl(character)
                        && !Character.isSurrogate(character));
    }

    @Override
    public String form() {
        return "one character that is no letter, digit or line end, or " + word;
    }

    @Override
    public String example() {
        return example;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = Schemas.of("type", "string");
        schema.put("pattern", "^(.|" + word + ")$");
        return Schemas.orVariable(schema);
    }

    @Override
    public Object written(Character value) {
        return value == meant ? word : value.toString();
    }
}
