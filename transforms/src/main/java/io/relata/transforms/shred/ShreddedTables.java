package io.relata.transforms.shred;

import java.util.List;
import java.util.Optional;

/**
 * What one pass wrote. It balances: {@code records} are the root's rows and the rejected ones, and each table has as
 * many rows as the records called for.
 *
 * @param tables the plan's tables, in its order
 * @param rejects the table of rejected records; empty when none was
 * @param records records read, good and bad
 * @param rejected records rejected
 */
public record ShreddedTables(List<ShreddedTable> tables, Optional<ShreddedTable> rejects, long records, long rejected) {

    public ShreddedTables {
        tables = List.copyOf(tables);
    }
}
