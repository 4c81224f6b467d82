package io.relata.jobs.report;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A table of a drawing.
 *
 * @param parent the name of the table it joins; empty for a root
 * @param joinColumn the parent's column that it is joined by; empty for a root
 * @param rows how many it has; empty where nobody counted
 */
public record DrawnTable(String name, Optional<String> parent, String joinColumn, OptionalLong rows) {

    public DrawnTable {
        requireNonNull(name, "name");
        requireNonNull(parent, "parent");
        requireNonNull(joinColumn, "joinColumn");
        requireNonNull(rows, "rows");
    }

    /** What stands below the name: how it joins, and how many rows it has. */
    String caption() {
        String counted =
                rows.isPresent() ? Quantity.count(rows.getAsLong()) + (rows.getAsLong() == 1 ? " row" : " rows") : "";
        return joinColumn.isEmpty() || counted.isEmpty() ? joinColumn + counted : joinColumn + ", " + counted;
    }
}
