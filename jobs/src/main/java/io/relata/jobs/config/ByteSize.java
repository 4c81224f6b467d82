package io.relata.jobs.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes from {@code least} to {@code most}: plain, or in a unit as in {@code 256 MB} and {@code 1 GiB}. */
record ByteSize(long least, long most) implements Shape<Long> {

    private static final String FORM = "^([0-9]{1,12}) ?(B|kB|MB|GB|KiB|MiB|GiB)$";
    private static final Pattern WITH_UNIT = Pattern.compile(FORM);
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,12}");
    private static final Map<String, Long> UNITS = Map.of(
            "B", 1L,
            "kB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30);

    @Override
    public Optional<Long> read(Node node, KeyPath path, Reading reading) {
        reading.count(node, path);
        if (node instanceof Node.Scalar scalar) {
            Optional<Long> bytes = bytes(scalar).filter(size -> size >= least && size <= most);
            if (bytes.isPresent()) {
                return bytes;
            }
        }
        reading.unfit(node, path, this);
        return Optional.empty();
    }

    private static Optional<Long> bytes(Node.Scalar scalar) {
        boolean anything = scalar.kind() == Node.Kind.ANY;
        if (anything || scalar.kind() == Node.Kind.TEXT) {
            Matcher size = WITH_UNIT.matcher(scalar.text());
            if (size.matches()) {
                // twelve digits of GiB fit a long
                return Optional.of(Long.parseLong(size.group(1)) * UNITS.getOrDefault(size.group(2), 1L));
            }
        }
        boolean number = anything || scalar.kind() == Node.Kind.WHOLE_NUMBER;
        return number && DIGITS.matcher(scalar.text()).matches()
                ? Optional.of(Long.parseLong(scalar.text()))
                : Optional.empty();
    }

    @Override
    public String form() {
        return "a size from " + shown(least) + " to " + shown(most) + ", in bytes, kB, MB, GB, KiB, MiB or GiB";
    }

    @Override
    public String example() {
        return "256 MB";
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> bytes = Schemas.of("type", "integer");
        bytes.put("minimum", least);
        bytes.put("maximum", most);
        Map<String, Object> withUnit = Schemas.of("type", "string");
        withUnit.put("pattern", FORM);
        return Schemas.orVariable(Schemas.of("anyOf", List.of(bytes, withUnit)));
    }

    @Override
    public Object written(Long bytes) {
        return shown(bytes);
    }

    private static String shown(long bytes) {
        for (String unit : List.of("GB", "MB", "kB")) {
            long size = UNITS.getOrDefault(unit, 1L);
            if (bytes > 0 && bytes % size == 0) {
                return bytes / size + " " + unit;
            }
        }
        return bytes + " B";
    }
}
