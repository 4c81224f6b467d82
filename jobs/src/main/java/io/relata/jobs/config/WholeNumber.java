package io.relata.jobs.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A whole number from {@code least} to {@code most}, in decimal digits. */
record WholeNumber(long least, long most) implements Shape<Long> {

    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");

    @Override
    public Optional<Long> read(Node node, KeyPath path, Reading reading) {
        reading.count(node, path);
        if (node instanceof Node.Scalar scalar
                && (scalar.kind() == Node.Kind.WHOLE_NUMBER || scalar.kind() == Node.Kind.ANY)
                && DIGITS.matcher(scalar.text()).matches()) {
            long number = Long.parseLong(scalar.text());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        }
        reading.unfit(node, path, this);
        return Optional.empty();
    }

    @Override
    public String form() {
        return "a whole number from " + least + " to " + most;
    }

    @Override
    public String example() {
        return Long.toString(Math.max(1, least));
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = Schemas.of("type", "integer");
        schema.put("minimum", least);
        schema.put("maximum", most);
        return Schemas.orVariable(schema);
    }
}
