package io.relata.transforms.plan;

import io.relata.transforms.plan.PlannedColumn.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;

/** Which drafted tables and columns readers know already, and as what. */
final class KnownNames {

    private final List<PublishedTables.Table> published;
    private final Map<DraftTable, PublishedTables.Table> tables = new HashMap<>();
    private final Map<DraftColumn, PublishedTables.Column> columns = new HashMap<>();
    private final Map<DraftColumn, Integer> positions = new HashMap<>();

    /** What a column's values are and where they come from. */
    private record Origin(Role role, String path) {

        static Origin of(PublishedTables.Column column) {
            return new Origin(column.role() == Role.VOID ? Role.VALUE : column.role(), column.path());
        }
    }

    private KnownNames(List<PublishedTables.Table> published) {
        this.published = published;
    }

    static KnownNames of(Draft draft, PublishedTables published, RelationalizeOptions options) {
        KnownNames known = new KnownNames(published.isNamedAs(options) ? published.tables() : List.of());
        Map<String, PublishedTables.Table> byPath = new HashMap<>();
        known.published.forEach(table -> byPath.put(table.path(), table));
        for (DraftTable table : draft.tables()) {
            Optional.ofNullable(byPath.get(table.jsonPath())).ifPresent(found -> known.add(table, found));
        }
        return known;
    }

    private void add(DraftTable table, PublishedTables.Table published) {
        tables.put(table, published);
        Map<Origin, List<DraftColumn>> drafts = new HashMap<>();
        for (DraftColumn column : table.columns()) {
            Origin origin = new Origin(column.role(), path(table, column));
            drafts.computeIfAbsent(origin, ignored -> new ArrayList<>()).add(column);
        }
        Set<Origin> once = new HashSet<>();
        Set<Origin> several = new HashSet<>();
        published.columns().stream()
                .map(Origin::of)
                .filter(origin -> !once.add(origin))
                .forEach(several::add);
        for (int i = 0; i < published.columns().size(); i++) {
            PublishedTables.Column column = published.columns().get(i);
            Origin origin = Origin.of(column);
            List<DraftColumn> same = drafts.getOrDefault(origin, List.of());
            boolean areKinds = same.size() > 1 || several.contains(origin);
            Optional<DraftColumn> drafted =
                    areKinds ? ofKind(same, column) : same.stream().findFirst();
            if (drafted.isPresent() && columns.putIfAbsent(drafted.get(), column) == null) {
                positions.put(drafted.get(), i);
            }
        }
    }

    /** Where values of several kinds come from one path, the column for those that the known one holds. */
    private static Optional<DraftColumn> ofKind(List<DraftColumn> same, PublishedTables.Column column) {
        String kind = kind(DataType.fromDDL(column.type()));
        return same.stream()
                .filter(candidate -> kind(candidate.type()).equals(kind))
                .findFirst();
    }

    private static String path(DraftTable table, DraftColumn column) {
        boolean ofRow = column.role() == Role.ID || column.role() == Role.INDEX;
        return ofRow ? table.jsonPath() : column.path().jsonPath();
    }

    /** All types that hold numbers are of one kind. */
    private static String kind(DataType type) {
        return ScalarTypes.isNumber(type) ? "number" : type.typeName();
    }

    /** By table, in the order given, the name it is known under. */
    List<Optional<String>> tables(List<DraftTable> drafted, Function<PublishedTables.Table, String> name) {
        return drafted.stream()
                .map(table -> Optional.ofNullable(tables.get(table)).map(name))
                .toList();
    }

    /** By column of the table the name it is known under. */
    List<Optional<String>> columns(DraftTable table, Function<PublishedTables.Column, String> name) {
        return table.columns().stream()
                .map(column -> Optional.ofNullable(columns.get(column)).map(name))
                .toList();
    }

    /** The names of all known tables, also of those that are not drafted. */
    List<String> tables(Function<PublishedTables.Table, String> name) {
        return published.stream().map(name).toList();
    }

    /** The names of the known columns of a table, also of those that are not drafted. */
    List<String> columnsOf(DraftTable table, Function<PublishedTables.Column, String> name) {
        return Optional.ofNullable(tables.get(table))
                .map(found -> found.columns().stream().map(name).toList())
                .orElse(List.of());
    }

    /** The known columns as readers know their order, then the others in theirs; a child's id and index stay first. */
    List<ChosenColumn> ordered(List<ChosenColumn> chosen) {
        List<ChosenColumn> ordered = new ArrayList<>(chosen);
        ordered.sort(Comparator.comparing(
                        (ChosenColumn column) -> rank(column.column().role()))
                .thenComparing(column -> positions.getOrDefault(column.column(), Integer.MAX_VALUE)));
        return ordered;
    }

    private static int rank(Role role) {
        return role == Role.ID ? 0 : role == Role.INDEX ? 1 : 2;
    }
}
