package io.relata.transforms.plan;

import io.relata.transforms.plan.NameClaim.Rank;
import java.util.List;
import java.util.Set;

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

    static List<String> unique(List<NameClaim> claims, Set<String> reserved) {
        return NameCollisions.resolve(claims, reserved, ANY_LENGTH);
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
            case VALUE, KEY -> column.path().isVariant() ? Rank.VARIANT : Rank.SOURCE;
            case PROPAGATED -> Rank.PROPAGATED;
            case SIZE -> Rank.SIZE;
            case PRESENCE -> Rank.PRESENCE;
        };
    }
}
