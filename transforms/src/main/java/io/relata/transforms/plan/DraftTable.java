package io.relata.transforms.plan;

import io.relata.transforms.plan.PlannedColumn.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A table before it has a name. Columns are added while the schema is walked. Two of them are never equal. */
final class DraftTable {

    /** A child's id and index. */
    private static final int LEADING = 2;

    private final SourcePath path;
    private final Rows rows;
    private final Optional<DraftColumn> parentKey;
    private final List<DraftColumn> columns = new ArrayList<>();
    private SourcePath widestStruct = SourcePath.RECORD;
    private int widestStructFields;

    /** What a row is made from. */
    enum Rows {
        RECORDS(""),
        ELEMENTS("[]"),
        ENTRIES("{}");

        private final String jsonPath;

        Rows(String jsonPath) {
            this.jsonPath = jsonPath;
        }
    }

    private DraftTable(SourcePath path, Rows rows, Optional<DraftColumn> parentKey) {
        this.path = path;
        this.rows = rows;
        this.parentKey = parentKey;
    }

    static DraftTable root() {
        return new DraftTable(SourcePath.RECORD, Rows.RECORDS, Optional.empty());
    }

    /** The table of the elements or entries of what is at {@code path}. */
    static DraftTable child(SourcePath path, Rows rows, DraftColumn parentKey) {
        DraftTable table = new DraftTable(path, rows, Optional.of(parentKey));
        table.columns.add(DraftColumn.made(path, Role.ID));
        table.columns.add(DraftColumn.made(path, Role.INDEX));
        return table;
    }

    /** The path of the array or map itself; of the record for the root. */
    SourcePath path() {
        return path;
    }

    /** The path of one row. */
    String jsonPath() {
        return path.jsonPath() + rows.jsonPath;
    }

    /** How many steps the paths of all the table's own values begin with. */
    int sharedSteps() {
        return path.length() + (rows == Rows.ELEMENTS ? 1 : 0);
    }

    boolean isRoot() {
        return parentKey.isEmpty();
    }

    /** The parent's column that leads here; empty for the root. */
    Optional<DraftColumn> parentKey() {
        return parentKey;
    }

    List<DraftColumn> columns() {
        return Collections.unmodifiableList(columns);
    }

    DraftColumn add(DraftColumn column) {
        columns.add(column);
        return column;
    }

    /** Puts copies of root columns behind the id and the index. */
    void propagate(List<DraftColumn> originals) {
        columns.addAll(LEADING, originals.stream().map(DraftColumn::copyOf).toList());
    }

    void sawStruct(SourcePath struct, int fields) {
        if (struct.length() > 0 && fields > widestStructFields) {
            widestStruct = struct;
            widestStructFields = fields;
        }
    }

    /** The struct with the most fields; the record itself when there is no other. */
    SourcePath widestStruct() {
        return widestStruct;
    }

    int widestStructFields() {
        return widestStructFields;
    }
}
