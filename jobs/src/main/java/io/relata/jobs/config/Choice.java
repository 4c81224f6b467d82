package io.relata.jobs.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One of the constants of an enum, written in lower case.
 *
 * @param choices by the word that stands for it
 */
record Choice<E extends Enum<E>>(Map<String, E> choices) implements Shape<E> {

    static <E extends Enum<E>> Choice<E> of(Class<E> type) {
        return among(List.of(type.getEnumConstants()));
    }

    /** Some of the constants. */
    static <E extends Enum<E>> Choice<E> among(List<E> constants) {
        Map<String, E> choices = new LinkedHashMap<>();
        constants.forEach(constant -> choices.put(word(constant), constant));
        return new Choice<>(Ordered.copy(choices));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Optional<E> read(Node node, KeyPath path, Reading reading) {
        reading.count(node, path);
        if (!(node instanceof Node.Scalar scalar) || !(isText(scalar) || choices.containsKey(scalar.text()))) {
            reading.unfit(node, path, this);
            return Optional.empty();
        }
        Optional<E> choice = Optional.ofNullable(choices.get(scalar.text()));
        if (choice.isEmpty()) {
            refuse(scalar, path, reading);
        }
        return choice;
    }

    /** A word such as null reads as something else in YAML, and is still the word. */
    private static boolean isText(Node.Scalar scalar) {
        return scalar.kind() == Node.Kind.TEXT || scalar.kind() == Node.Kind.ANY;
    }

    private void refuse(Node.Scalar scalar, KeyPath path, Reading reading) {
        // A suggestion would tell what a variable held.
        Optional<String> meant = scalar.text().equals(scalar.shown())
                ? DidYouMean.among(choices.keySet(), scalar.text())
                : Optional.empty();
        reading.problem(
                scalar.place(),
                path,
                "expected " + form() + ", found " + scalar.described(),
                meant.map(word -> "Did you mean " + word + "?").orElse("Write for example " + example()));
    }

    @Override
    public String form() {
        return Words.either(choices.keySet());
    }

    @Override
    public String example() {
        return choices.keySet().iterator().next();
    }

    @Override
    public Map<String, Object> schema() {
        List<Object> values = new ArrayList<>(choices.keySet());
        if (choices.containsKey("null")) {
            values.add(null);
        }
        return Schemas.orVariable(Schemas.of("enum", values));
    }

    @Override
    public Object written(E value) {
        return word(value);
    }
}
