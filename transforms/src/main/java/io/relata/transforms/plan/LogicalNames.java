package io.relata.transforms.plan;

import io.relata.RejectedRecord;
import io.relata.transforms.plan.NameClaim.Rank;
import java.util.ArrayList;
import java.util.List;

/** The names AWS Glue gives, made unique where Glue's rule would give one name twice. */
final class LogicalNames {

    static final String ID = "id";
    static final String INDEX = "index";
    static final String SIZE = "size";

    private static final int ANY_LENGTH = Integer.MAX_VALUE;

    private LogicalNames() {}

    static List<NameClaim> claimsOfColumns(DraftTable table) {
        return table.columns().stream()
                .map(column -> NameClaim.unbounded(column.path(), natural(column), rank(column)))
                .toList();
    }

    static List<NameClaim> claimsOfTables(String root, List<DraftTable> tables) {
        return tables.stream()
                .map(table -> NameClaim.unbounded(
                        table.path(),
                        table.isRoot() ? root : root + "_" + table.path().logicalName(),
                        Rank.SOURCE))
                .toList();
    }

    /** @param claims those of the table's columns, in their order */
    static List<String> ofColumns(DraftTable table, List<NameClaim> claims, KnownNames known) {
        return NameCollisions.resolve(
                claims,
                known.columns(table, PublishedTables.Column::logicalName),
                known.columnsOf(table, PublishedTables.Column::logicalName),
                ANY_LENGTH);
    }

    /** @param claims those of the tables, in their order */
    static List<String> ofTables(String root, List<DraftTable> tables, List<NameClaim> claims, KnownNames known) {
        List<String> reserved = new ArrayList<>(known.tables(PublishedTables.Table::logicalName));
        reserved.add(root + RejectedRecord.TABLE_SUFFIX);
        return NameCollisions.resolve(
                claims, known.tables(tables, PublishedTables.Table::logicalName), reserved, ANY_LENGTH);
    }

    private static String natural(DraftColumn column) {
        return switch (column.role()) {
            case ID -> ID;
            case INDEX -> INDEX;
            case SIZE -> column.path().logicalName() + "." + SIZE;
            default -> column.path().logicalName();
        };
    }

    static Rank rank(DraftColumn column) {
        return switch (column.role()) {
            case ID, INDEX -> Rank.RESERVED;
            case VALUE, VOID, KEY -> column.path().isVariant() ? Rank.VARIANT : Rank.SOURCE;
            case PROPAGATED -> Rank.PROPAGATED;
            case SIZE -> Rank.SIZE;
            case PRESENCE -> Rank.PRESENCE;
        };
    }
}
