package io.relata.transforms.restore;

import io.relata.transforms.plan.PlannedColumn.Role;
import io.relata.transforms.plan.PublishedTables;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;

/**
 * What tables know of one place of a document: the columns that hold its value, and the places below it. Immutable once
 * it is made; tasks take it along.
 */
public final class DocumentShape implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Map<String, DocumentShape> members = new LinkedHashMap<>();
    private final List<ShapeColumn> columns = new ArrayList<>();
    private final Map<Step.Inside, DocumentShape> inside = new EnumMap<>(Step.Inside.class);

    DocumentShape() {}

    /**
     * The shape of the documents that tables hold.
     *
     * @param known what the columns come from
     * @param present the columns that there are, by table; what is not there has no place in the shape
     */
    public static DocumentShape of(PublishedTables known, Map<String, StructType> present) {
        DocumentShape root = new DocumentShape();
        List<PublishedTables.Table> tables = known.tables();
        for (int table = 0; table < tables.size(); table++) {
            PublishedTables.Table from = tables.get(table);
            StructType there = present.getOrDefault(from.name(), new StructType());
            for (int column = 0; column < from.columns().size(); column++) {
                PublishedTables.Column source = from.columns().get(column);
                if (isOfDocument(source.role()) && List.of(there.fieldNames()).contains(source.name())) {
                    DataType type = there.apply(source.name()).dataType();
                    if (isScalar(type)) {
                        int rows = source.role() == Role.KEY ? child(tables, source.path()) : ShapeColumn.NO_ROWS;
                        root.at(PathReader.steps(source.path()))
                                .columns
                                .add(new ShapeColumn(table, column, source.role(), type, rows));
                    }
                }
            }
        }
        return root;
    }

    private static boolean isOfDocument(Role role) {
        return role == Role.VALUE || role == Role.VOID || role == Role.KEY;
    }

    private static boolean isScalar(DataType type) {
        return !(type instanceof StructType
                || type instanceof ArrayType
                || type instanceof MapType
                || type instanceof TimestampNTZType);
    }

    private static int child(List<PublishedTables.Table> tables, String key) {
        for (int table = 1; table < tables.size(); table++) {
            String path = tables.get(table).path();
            if (path.equals(key + Step.Inside.ELEMENT.text()) || path.equals(key + Step.Inside.ENTRIES.text())) {
                return table;
            }
        }
        return ShapeColumn.NO_ROWS;
    }

    private DocumentShape at(List<Step> steps) {
        DocumentShape place = this;
        for (Step step : steps) {
            place = place.below(step);
        }
        return place;
    }

    private DocumentShape below(Step step) {
        if (step instanceof Step.Member member) {
            return members.computeIfAbsent(member.name(), name -> new DocumentShape());
        }
        return inside.computeIfAbsent((Step.Inside) step, place -> new DocumentShape());
    }

    /** The places of an object's members by their names. */
    public Map<String, DocumentShape> members() {
        return members;
    }

    /** The place of an array's elements; empty where the tables have none. */
    public Optional<DocumentShape> element() {
        return Optional.ofNullable(inside.get(Step.Inside.ELEMENT));
    }

    /** The place of the values of an object whose names are data; empty where the tables have none. */
    public Optional<DocumentShape> entryValue() {
        return Optional.ofNullable(inside.get(Step.Inside.ENTRY_VALUE));
    }

    Optional<DocumentShape> entryKey() {
        return Optional.ofNullable(inside.get(Step.Inside.ENTRY_KEY));
    }

    /** Whether a column says that there is an array or a map here. */
    public boolean holdsRows() {
        return columns.stream().anyMatch(column -> column.role() == Role.KEY);
    }

    /** The types of the columns that hold a value of this place. */
    public List<DataType> types() {
        return columns.stream()
                .filter(column -> column.role() != Role.KEY)
                .map(ShapeColumn::type)
                .toList();
    }

    List<ShapeColumn> columns() {
        return columns;
    }
}
