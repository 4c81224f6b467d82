package io.relata.transforms.plan;

import io.relata.RejectedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names every table and column of a draft. */
final class Naming {

    private final NamingPolicy policy;
    private final String root;
    private final KnownNames known;
    private final List<String> notes;

    private Naming(RelationalizeOptions options, KnownNames known, List<String> notes) {
        this.policy = NamingPolicy.of(options.naming());
        this.root = options.root();
        this.known = known;
        this.notes = notes;
    }

    /**
     * The names; what readers know keeps its own.
     *
     * @param notes takes what a reader should know of names that are not as expected
     */
    static List<TableNames> name(Draft draft, RelationalizeOptions options, KnownNames known, List<String> notes) {
        return new Naming(options, known, notes).tables(draft.tables());
    }

    private List<TableNames> tables(List<DraftTable> tables) {
        List<NameClaim> logicalClaims = LogicalNames.claimsOfTables(root, tables);
        List<String> logical =
                noted("Table", "", logicalClaims, LogicalNames.ofTables(root, tables, logicalClaims, known));
        List<NameClaim> claims = new ArrayList<>(tables.size());
        for (int i = 0; i < tables.size(); i++) {
            claims.add(policy.table(root, tables.get(i), logical.get(i)));
        }
        List<String> reserved = new ArrayList<>(known.tables(PublishedTables.Table::givenName));
        reserved.addAll(known.tables(PublishedTables.Table::name));
        reserved.add(claims.get(0).natural() + RejectedRecord.TABLE_SUFFIX);
        List<Optional<String>> kept = known.tables(tables, PublishedTables.Table::givenName);
        List<String> names =
                noted("Table", "", claims, NameCollisions.resolve(claims, kept, reserved, policy.longest()));
        List<TableNames> named = new ArrayList<>(tables.size());
        for (int i = 0; i < tables.size(); i++) {
            named.add(
                    new TableNames(tables.get(i), logical.get(i), names.get(i), columns(tables.get(i), names.get(i))));
        }
        return named;
    }

    private List<ColumnNames> columns(DraftTable table, String tableName) {
        String where = " of table " + PlainText.of(tableName);
        List<NameClaim> logicalClaims = LogicalNames.claimsOfColumns(table);
        List<String> logical =
                noted("Column", where, logicalClaims, LogicalNames.ofColumns(table, logicalClaims, known));
        List<NameClaim> claims = new ArrayList<>(logical.size());
        for (int i = 0; i < logical.size(); i++) {
            claims.add(policy.column(table, table.columns().get(i), logical.get(i)));
        }
        List<Optional<String>> kept = known.columns(table, PublishedTables.Column::givenName);
        List<String> reserved = new ArrayList<>(known.columnsOf(table, PublishedTables.Column::givenName));
        reserved.addAll(known.columnsOf(table, PublishedTables.Column::name));
        List<String> names =
                noted("Column", where, claims, NameCollisions.resolve(claims, kept, reserved, policy.longest()));
        List<ColumnNames> named = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            named.add(new ColumnNames(table.columns().get(i), logical.get(i), names.get(i)));
        }
        return named;
    }

    private List<String> noted(String noun, String where, List<NameClaim> claims, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            NameClaim claim = claims.get(i);
            String is = noun + " " + PlainText.of(names.get(i)) + where + " is for " + claim.path();
            if (!names.get(i).equals(claim.natural())) {
                notes.add(is + ", since " + PlainText.of(claim.natural()) + " is taken");
            } else if (claim.isShortened()) {
                notes.add(is + ", whose own name is too long");
            }
        }
        return names;
    }
}
