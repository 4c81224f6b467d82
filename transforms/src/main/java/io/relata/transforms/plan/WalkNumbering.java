package io.relata.transforms.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Turns shapes into walks: columns and tables get their numbers, and what nobody wants is cut off. */
final class WalkNumbering {

    private static final Walk NOTHING = new Walk.Nothing();

    private final Map<DraftColumn, Integer> columns;
    private final Map<DraftTable, Integer> tables;
    private final Map<DraftColumn, DataType> written;
    private final RelationalizeOptions.EmptyArrays emptyArrays;

    /**
     * @param columns the positions of the columns that are written
     * @param tables the positions of the tables that are written
     * @param written the types of the columns that are written
     */
    WalkNumbering(
            Map<DraftColumn, Integer> columns,
            Map<DraftTable, Integer> tables,
            Map<DraftColumn, DataType> written,
            RelationalizeOptions.EmptyArrays emptyArrays) {
        this.columns = columns;
        this.tables = tables;
        this.written = written;
        this.emptyArrays = emptyArrays;
    }

    Walk.Struct record(Shape.Struct shape) {
        return new Walk.Struct(shape.type(), members(shape, shape.type()), OptionalInt.empty());
    }

    /** @param type what the value is here, which in a struct used as a map may be less than what was drafted */
    private Walk walk(Shape shape, DataType type) {
        if (type instanceof NullType) {
            return NOTHING;
        }
        if (shape instanceof Shape.Scalar scalar) {
            return scalar(scalar, type);
        }
        if (shape instanceof Shape.Json json) {
            return isWritten(json.column()) ? new Walk.Json(number(json.column()), type) : NOTHING;
        }
        if (shape instanceof Shape.Struct struct) {
            return struct(struct, (StructType) type);
        }
        if (shape instanceof Shape.Array array) {
            return array(array, (ArrayType) type);
        }
        if (shape instanceof Shape.Entries entries) {
            return entries(entries, (MapType) type);
        }
        if (shape instanceof Shape.NamedEntries entries) {
            return namedEntries(entries, (StructType) type);
        }
        if (shape instanceof Shape.Twins) {
            throw new IllegalStateException("Twins are members of a struct");
        }
        return NOTHING;
    }

    private Walk scalar(Shape.Scalar shape, DataType type) {
        return isWritten(shape.column()) ? numbered(shape, type) : NOTHING;
    }

    private Walk.Scalar numbered(Shape.Scalar shape, DataType type) {
        DataType from = ScalarTypes.written(type).orElseThrow();
        return new Walk.Scalar(number(shape.column()), from, Objects.requireNonNull(written.get(shape.column())));
    }

    private Walk struct(Shape.Struct shape, StructType type) {
        List<Walk.Member> members = members(shape, type);
        OptionalInt presence = shape.presence()
                .filter(this::isWritten)
                .map(column -> OptionalInt.of(number(column)))
                .orElse(OptionalInt.empty());
        return members.isEmpty() && presence.isEmpty() ? NOTHING : new Walk.Struct(type, members, presence);
    }

    private List<Walk.Member> members(Shape.Struct shape, StructType type) {
        List<Walk.Member> members = new ArrayList<>();
        IntUnaryOperator actual = ordinals(shape.type(), type);
        for (Shape.Member member : shape.members()) {
            int ordinal = actual.applyAsInt(member.ordinal());
            Walk value = NOTHING;
            if (member.value() instanceof Shape.Twins twins) {
                value = twins(twins, type, actual);
            } else if (ordinal >= 0) {
                value = walk(member.value(), type.fields()[ordinal].dataType());
            }
            if (value instanceof Walk.Twins twins) {
                members.add(new Walk.Member(twins.ordinals().get(0), twins));
            } else if (!(value instanceof Walk.Nothing)) {
                members.add(new Walk.Member(ordinal, value));
            }
        }
        return members;
    }

    private Walk twins(Shape.Twins shape, StructType type, IntUnaryOperator actual) {
        List<Integer> ordinals = shape.ordinals().stream()
                .map(actual::applyAsInt)
                .filter(ordinal -> ordinal >= 0 && !(type.fields()[ordinal].dataType() instanceof NullType))
                .toList();
        return ordinals.isEmpty() || !isWritten(shape.value().column())
                ? NOTHING
                : new Walk.Twins(ordinals, numbered(shape.value(), type.fields()[ordinals.get(0)].dataType()));
    }

    /** Gives, for a field's position in the drafted struct, that in the struct at hand, or -1. */
    @SuppressWarnings("ReferenceEquality") // deep comparisons on every level would cost the depth times the size
    private static IntUnaryOperator ordinals(StructType drafted, StructType actual) {
        if (actual == drafted) {
            return IntUnaryOperator.identity();
        }
        Map<String, Integer> byName = new HashMap<>();
        for (int ordinal = 0; ordinal < actual.size(); ordinal++) {
            byName.putIfAbsent(actual.fields()[ordinal].name(), ordinal);
        }
        return ordinal -> byName.getOrDefault(drafted.fields()[ordinal].name(), -1);
    }

    private Walk array(Shape.Array shape, ArrayType type) {
        Shape.Child child = shape.child();
        return isWritten(child.key())
                ? new Walk.Array(
                        type,
                        number(child.key()),
                        size(child),
                        number(child.table()),
                        walk(shape.element(), type.elementType()),
                        emptyArrays)
                : NOTHING;
    }

    private Walk entries(Shape.Entries shape, MapType type) {
        Shape.Child child = shape.child();
        return isWritten(child.key())
                ? new Walk.Entries(
                        type,
                        number(child.key()),
                        size(child),
                        number(child.table()),
                        walk(shape.entryKey(), type.keyType()),
                        walk(shape.entryValue(), type.valueType()),
                        emptyArrays)
                : NOTHING;
    }

    private Walk namedEntries(Shape.NamedEntries shape, StructType type) {
        Shape.Child child = shape.child();
        if (!isWritten(child.key())) {
            return NOTHING;
        }
        List<String> names = new ArrayList<>();
        List<Walk.Member> fields = new ArrayList<>();
        for (int ordinal = 0; ordinal < type.size(); ordinal++) {
            StructField field = type.fields()[ordinal];
            if (!shape.excluded().contains(field.name())) {
                names.add(field.name());
                fields.add(new Walk.Member(ordinal, walk(shape.value(), field.dataType())));
            }
        }
        return new Walk.NamedEntries(
                type,
                number(child.key()),
                size(child),
                number(child.table()),
                names,
                isWritten(shape.entryKey()) ? number(shape.entryKey()) : -1,
                fields,
                walk(shape.value(), shape.type()),
                emptyArrays);
    }

    private OptionalInt size(Shape.Child child) {
        return child.size()
                .filter(this::isWritten)
                .map(column -> OptionalInt.of(number(column)))
                .orElse(OptionalInt.empty());
    }

    private boolean isWritten(DraftColumn column) {
        return columns.containsKey(column);
    }

    private int number(DraftColumn column) {
        return Objects.requireNonNull(columns.get(column));
    }

    private int number(DraftTable table) {
        return Objects.requireNonNull(tables.get(table));
    }
}
