package io.relata.transforms.shred;

import io.relata.transforms.columns.NumberValues;
import io.relata.transforms.columns.TableBatch;
import io.relata.transforms.plan.OptionPath;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import io.relata.transforms.plan.Walk;
import io.relata.transforms.survey.ConflictPolicy;
import io.relata.transforms.survey.Variants;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Binds a plan's walk to the tables of one task, as places for bytes. */
final class PlaceCompiler {

    private final RelationalPlan plan;
    private final List<TableRule> rules;
    private final LeftOut leftOut;
    private final TaskTables tables;
    private final KeyColumns keys;
    private final List<ChildTable> children;

    /** By the path of an entry of a struct used as a map, the path that the plan has for it; the innermost first. */
    private final Deque<Map.Entry<String, String>> planned = new ArrayDeque<>();

    /** The rule of the entries at hand, where their names were not surveyed: nor was then what lies below them. */
    private Optional<TableRule> ofEntries = Optional.empty();

    /** @param children the child tables, the plan's tables without the root */
    PlaceCompiler(
            RelationalPlan plan, JsonRecords read, TaskTables tables, KeyColumns keys, List<ChildTable> children) {
        this.plan = plan;
        this.rules =
                plan.tables().stream().map(table -> TableRule.of(table, read)).toList();
        this.leftOut = new LeftOut(plan);
        this.tables = tables;
        this.keys = keys;
        this.children = children;
    }

    Place.ObjectPlace root() {
        return object(plan.walk(), 0, OptionPath.RECORD);
    }

    /** @param from the type of the value here */
    private Place place(Walk walk, DataType from, int table, String path) {
        if (walk instanceof Walk.Nothing) {
            return unwritten(from, table, path);
        }
        if (walk instanceof Walk.Scalar scalar) {
            return column(scalar, table, path, ofOtherTypes(path, table));
        }
        if (walk instanceof Walk.Json json) {
            return new Place.Json(at(path, "anything", table), batch(table).bytes(json.column()));
        }
        if (walk instanceof Walk.Struct struct) {
            return Variants.are(struct.from()) ? variants(struct, table, path) : object(struct, table, path);
        }
        if (walk instanceof Walk.Array array) {
            return new Place.ArrayPlace(
                    at(path, "an array", table),
                    rows(array.table(), table, array.key(), array.size(), array.emptyArrays()),
                    place(array.element(), array.from().elementType(), array.table(), OptionPath.element(path)));
        }
        if (walk instanceof Walk.Entries map) {
            Place value = place(map.entryValue(), map.from().valueType(), map.table(), OptionPath.entryValue(path));
            return new Place.EntriesPlace(
                    at(path, "an object", table),
                    rows(map.table(), table, map.key(), map.size(), map.emptyArrays()),
                    place(map.entryKey(), map.from().keyType(), map.table(), path),
                    key -> Optional.of(value),
                    Place.NullEntries.ROWS);
        }
        if (walk instanceof Walk.NamedEntries entries) {
            return named(entries, table, path);
        }
        throw new IllegalStateException("No place for " + walk);
    }

    /**
     * The place of a value of which nothing is written. What a sample shows of it is not wanted, but it may hold more
     * than that.
     */
    private Place unwritten(DataType from, int table, String path) {
        String planned = plannedPath(path);
        if (rule(table).unknownKeys().areJudged() && !leftOut.path(planned)) {
            if (from instanceof NullType && !leftOut.voids(table, planned)) {
                return new Place.OnlyNull(at(path, "null", table));
            }
            if (from instanceof StructType struct) {
                Walk.Struct nothing = new Walk.Struct(struct, List.of(), OptionalInt.empty());
                return Variants.are(struct) ? variants(nothing, table, path) : object(nothing, table, path);
            }
        }
        return new Place.Unwanted(at(path, "anything", table));
    }

    private Place.ObjectPlace object(Walk.Struct struct, int table, String path) {
        Map<String, Place> members = new LinkedHashMap<>();
        StructField[] fields = struct.from().fields();
        for (StructField field : fields) {
            if (!Variants.isRescued(field)) {
                String memberPath = OptionPath.member(path, field.name());
                members.put(field.name(), unwritten(field.dataType(), table, memberPath));
            }
        }
        List<Place.TwinMembers> twins = new ArrayList<>();
        for (Walk.Member member : struct.members()) {
            StructField field = fields[member.ordinal()];
            String memberPath = OptionPath.member(path, field.name());
            if (member.value() instanceof Walk.Twins shared) {
                List<String> names = shared.ordinals().stream()
                        .map(ordinal -> fields[ordinal].name())
                        .toList();
                names.forEach(name -> members.put(name, new Place.None(at(memberPath, "anything", table))));
                twins.add(new Place.TwinMembers(names, place(shared.value(), field.dataType(), table, memberPath)));
            } else if (!Variants.isRescued(field)) {
                members.put(field.name(), place(member.value(), field.dataType(), table, memberPath));
            }
        }
        Optional<NumberValues> presence = struct.presence().isPresent()
                ? Optional.of(batch(table).numbers(struct.presence().getAsInt()))
                : Optional.empty();
        return new Place.ObjectPlace(
                at(path, "an object", table),
                new MemberTable(members),
                twins,
                presence,
                leftOut.unnamed(table) ? UnknownKeys.SKIPPED : rule(table).unknownKeys());
    }

    private Place variants(Walk.Struct struct, int table, String path) {
        Map<String, Place> byKind = new HashMap<>();
        for (StructField field : struct.from().fields()) {
            byKind.put(kindOf(field), unwritten(field.dataType(), table, path));
        }
        for (Walk.Member member : struct.members()) {
            StructField field = struct.from().fields()[member.ordinal()];
            String kind = kindOf(field);
            // Numbers of too many digits are text.
            boolean isNumber = kind.equals("number") && field.dataType() instanceof StringType;
            byKind.put(
                    kind,
                    isNumber && member.value() instanceof Walk.Scalar scalar
                            ? column(scalar, table, path, UnknownKeys.SKIPPED)
                            : place(member.value(), field.dataType(), table, path));
        }
        Place none = new Place.None(at(path, String.join(" or ", byKind.keySet()), table));
        return new Place.VariantsPlace(
                at(path, "anything", table),
                byKind.getOrDefault("string", none),
                byKind.getOrDefault("number", none),
                byKind.getOrDefault("boolean", none),
                byKind.getOrDefault("struct", none),
                byKind.getOrDefault("array", none));
    }

    private static String kindOf(StructField variant) {
        return switch (variant.name()) {
            case "long", "double", "decimal" -> "number";
            default -> variant.name();
        };
    }

    /**
     * The names are data: of those that a sample shows and those that it does not, each is an entry, and its value may
     * hold what any does. So it is in a table that stays, whose names are not surveyed.
     */
    private Place named(Walk.NamedEntries entries, int table, String path) {
        boolean isSample = rule(entries.table()).unknownKeys().areJudged();
        StructField[] fields = entries.from().fields();
        String plannedValue = OptionPath.entryValue(plannedPath(path));
        Map<String, Optional<Place>> values = new HashMap<>();
        for (StructField field : fields) {
            values.put(field.name(), Optional.empty());
        }
        for (int i = 0; i < entries.names().size(); i++) {
            Walk.Member member = entries.fields().get(i);
            DataType type = fields[member.ordinal()].dataType();
            String valuePath = OptionPath.member(path, entries.names().get(i));
            planned.push(Map.entry(valuePath, plannedValue));
            Walk value = isSample ? entries.others() : member.value();
            values.put(entries.names().get(i), Optional.of(entry(value, type, entries.table(), valuePath)));
            planned.pop();
        }
        DataType any = entries.fields().isEmpty()
                ? DataTypes.NullType
                : fields[entries.fields().get(0).ordinal()].dataType();
        Optional<Place> others = isSample
                ? Optional.of(entry(entries.others(), any, entries.table(), OptionPath.entryValue(path)))
                : Optional.empty();
        Walk.Scalar key = new Walk.Scalar(entries.entryKey(), DataTypes.StringType, DataTypes.StringType);
        return new Place.EntriesPlace(
                at(path, "an object", table),
                rows(entries.table(), table, entries.key(), entries.size(), entries.emptyArrays()),
                entries.entryKey() < 0
                        ? new Place.Unwanted(at(path, "anything", table))
                        : column(key, entries.table(), path, UnknownKeys.SKIPPED),
                name -> values.getOrDefault(name, others),
                Place.NullEntries.LEFT_OUT);
    }

    private Place entry(Walk value, DataType type, int table, String path) {
        Optional<TableRule> around = ofEntries;
        TableRule rule = rule(table);
        if (rule.unknownKeys() == UnknownKeys.KEPT) {
            ofEntries = Optional.of(rule);
        }
        Place place = place(value, type, table, path);
        ofEntries = around;
        return place;
    }

    /** The path as the plan has it, which knows no entry of a struct used as a map by its name. */
    private String plannedPath(String path) {
        Map.Entry<String, String> entry = planned.peek();
        return entry != null && path.startsWith(entry.getKey())
                ? entry.getValue() + path.substring(entry.getKey().length())
                : path;
    }

    /** What becomes of a value that is not of a column's type, where the column could take it all the same. */
    private UnknownKeys ofOtherTypes(String path, int table) {
        boolean isAskedFor = rule(table)
                .conflicts()
                .policy(path)
                .filter(policy -> !(policy instanceof ConflictPolicy.Named) || policy == ConflictPolicy.Named.JSON)
                .isPresent();
        return isAskedFor ? UnknownKeys.SKIPPED : rule(table).unknownKeys();
    }

    /** @param otherTypes what becomes of a value of another type that the column could take */
    private Place column(Walk.Scalar scalar, int table, String path, UnknownKeys otherTypes) {
        PlannedTable planned = plan.tables().get(table);
        TableBatch batch = batch(table);
        int column = scalar.column();
        Place.At at = at(path, scalar.from().catalogString(), table);
        boolean isJson = at.policy()
                .filter(policy -> policy.equals(ConflictPolicy.Named.JSON))
                .isPresent();
        if (isJson && scalar.to() instanceof StringType) {
            return new Place.Json(at, batch.bytes(column));
        }
        Place.Cell cell = new Place.Cell(
                otherTypes.areJudged()
                        ? ScalarConversion.ofSampled(scalar.from(), scalar.to())
                        : ScalarConversion.of(scalar.from(), scalar.to()),
                ParquetColumn.of(scalar.to()).javaCells().of(batch, column),
                value -> ScalarStep.refused(planned, column, value, scalar.to()));
        if (!scalar.from().equals(scalar.to())) {
            return new Place.Scalar(at, cell);
        }
        if (scalar.to() instanceof DoubleType) {
            return new Place.DoubleNumber(at, cell, batch.numbers(column), otherTypes);
        }
        return plain(scalar.to(), at, cell, batch, column);
    }

    private static Place plain(DataType type, Place.At at, Place.Cell cell, TableBatch batch, int column) {
        if (type instanceof StringType) {
            return new Place.Text(at, cell, batch.bytes(column));
        }
        if (type instanceof LongType) {
            return new Place.Whole(at, cell, batch.numbers(column), Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type instanceof IntegerType) {
            return new Place.Whole(at, cell, batch.numbers(column), Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type instanceof ShortType) {
            return new Place.Whole(at, cell, batch.numbers(column), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        if (type instanceof ByteType) {
            return new Place.Whole(at, cell, batch.numbers(column), Byte.MIN_VALUE, Byte.MAX_VALUE);
        }
        if (type instanceof BooleanType) {
            return new Place.Flag(at, cell, batch.numbers(column));
        }
        return new Place.Scalar(at, cell);
    }

    private Place.ChildRows rows(int child, int parent, int key, OptionalInt size, EmptyArrays emptyArrays) {
        return new Place.ChildRows(
                children.get(child - 1),
                batch(parent).numbers(key),
                keys.number(parent, key),
                size.isPresent() ? Optional.of(batch(parent).numbers(size.getAsInt())) : Optional.empty(),
                emptyArrays);
    }

    private TableBatch batch(int table) {
        return tables.table(table).batch();
    }

    private TableRule rule(int table) {
        return ofEntries.orElse(rules.get(table));
    }

    private Place.At at(String path, String expected, int table) {
        TableRule rule = rule(table);
        return new Place.At(path, expected, rule.conflicts().policy(path), rule);
    }

    /** The root's column for values that found no other, if there is one. */
    OptionalInt rescuedColumn() {
        StructType source = plan.source();
        for (Walk.Member member : plan.walk().members()) {
            if (Variants.isRescued(source.fields()[member.ordinal()]) && member.value() instanceof Walk.Scalar scalar) {
                return OptionalInt.of(scalar.column());
            }
        }
        return OptionalInt.empty();
    }
}
