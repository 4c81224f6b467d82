package io.relata.bench;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every kind of record there is. */
final class RecordShapes {

    static final String NAMES = "games, deep, legislators, tables-2 to tables-60";

    private static final Pattern TABLES = Pattern.compile("tables-([1-9][0-9]?)");

    private RecordShapes() {}

    /** The one of this name, if there is. */
    static Optional<RecordShape> named(String name) {
        return switch (name) {
            case "games" -> Optional.of(new Games());
            case "deep" -> Optional.of(new Orders());
            case Legislators.NAME -> Optional.of(Legislators.shared());
            default -> spread(name);
        };
    }

    private static Optional<RecordShape> spread(String name) {
        Matcher matcher = TABLES.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int tables = Integer.parseInt(matcher.group(1));
        return tables < SpreadRecords.FEWEST || tables > SpreadRecords.MOST
                ? Optional.empty()
                : Optional.of(new SpreadRecords(tables));
    }
}
