package io.relata.transforms.plan;

import io.relata.transforms.plan.DraftColumn.Content;
import io.relata.transforms.plan.PathChoices.Choice;
import io.relata.transforms.plan.PlannedColumn.Role;
import io.relata.transforms.survey.Variants;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Walks a schema depth-first in its own order and drafts the tables and columns that its values become. */
final class SchemaWalk {

    private static final Shape NOTHING = new Shape.Nothing();

    private final RelationalizeOptions options;
    private final Problems problems;
    private final List<DraftTable> tables = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private SchemaWalk(RelationalizeOptions options, Problems problems) {
        this.options = options;
        this.problems = problems;
    }

    static Draft draft(StructType source, RelationalizeOptions options, PathChoices choices, Problems problems) {
        SchemaWalk walk = new SchemaWalk(options, problems);
        DraftTable root = DraftTable.root();
        walk.tables.add(root);
        Shape.Struct record =
                walk.members(source, new SchemaPlace(SourcePath.RECORD, choices, root, 0), Optional.empty());
        return new Draft(walk.tables, record, walk.notes);
    }

    private Shape value(DataType type, SchemaPlace place) {
        if (place.has(Choice.EXCLUDE)) {
            return NOTHING;
        }
        if (type instanceof NullType) {
            return nothingEver(place);
        }
        if (place.has(Choice.JSON)) {
            return json(type, place);
        }
        if (type instanceof StructType struct && Variants.are(struct)) {
            return variants(struct, place);
        }
        if (type instanceof StructType struct) {
            return place.has(Choice.AS_MAP) ? namedEntries(struct, place) : struct(struct, place);
        }
        if (type instanceof ArrayType array) {
            return array(array, place);
        }
        if (type instanceof MapType map) {
            return map(map, place);
        }
        return scalar(type, place);
    }

    private Shape nothingEver(SchemaPlace place) {
        place.has(Choice.JSON);
        if (options.voids() == RelationalizeOptions.Voids.DROP) {
            notes.add(place.path() + " holds nothing but nulls and is left out");
            return NOTHING;
        }
        notes.add(place.path() + " holds nothing but nulls and becomes a string column");
        place.table().add(DraftColumn.value(place.path(), Content.VOID, DataTypes.StringType));
        return NOTHING;
    }

    private Shape json(DataType type, SchemaPlace place) {
        Optional<DataType> unsupported = ScalarTypes.unsupported(type);
        if (unsupported.isPresent()) {
            return refused(unsupported.get(), place);
        }
        return new Shape.Json(place.table().add(DraftColumn.value(place.path(), Content.JSON, DataTypes.StringType)));
    }

    private Shape scalar(DataType type, SchemaPlace place) {
        Optional<DataType> written = ScalarTypes.written(type);
        if (written.isEmpty()) {
            return refused(type, place);
        }
        return new Shape.Scalar(place.table().add(DraftColumn.value(place.path(), Content.SCALAR, written.get())));
    }

    private Shape refused(DataType type, SchemaPlace place) {
        problems.add(
                "Cannot write type " + type.catalogString(),
                place.path().jsonPath(),
                "neither Parquet nor the Glue Data Catalog has it",
                "Leave it out with exclude \"" + place.path().optionPath()
                        + "\", or turn it into a string before relationalizing");
        return standIn(place);
    }

    /** What stands for a refused value, so that whatever names it is not refused as well. */
    private static Shape standIn(SchemaPlace place) {
        place.table().add(DraftColumn.value(place.path(), Content.SCALAR, DataTypes.StringType));
        return NOTHING;
    }

    private Shape struct(StructType type, SchemaPlace place) {
        place.table().sawStruct(place.path(), type.size());
        Optional<DraftColumn> presence = place.has(Choice.PRESENCE)
                ? Optional.of(place.table().add(DraftColumn.made(place.path(), Role.PRESENCE)))
                : Optional.empty();
        if (type.isEmpty()) {
            notes.add(place.path() + " is a struct without fields"
                    + (presence.isPresent() ? "; its column tells where it is present" : " and has no column"));
        }
        return members(type, place, presence);
    }

    private Shape.Struct members(StructType type, SchemaPlace place, Optional<DraftColumn> presence) {
        List<Shape.Member> members = new ArrayList<>(type.size());
        for (List<Integer> group : FieldGroups.of(type, wanted(type, place), options.caseTwins())) {
            members.add(
                    group.size() == 1 ? only(type, group.get(0), place) : twins(new FieldTwins(type, group, place)));
        }
        return new Shape.Struct(type, List.copyOf(members), presence);
    }

    private Shape.Member only(StructType type, int ordinal, SchemaPlace place) {
        return new Shape.Member(ordinal, value(type.fields()[ordinal].dataType(), place.member(type, ordinal)));
    }

    private static List<Integer> wanted(StructType type, SchemaPlace place) {
        return IntStream.range(0, type.size())
                .filter(ordinal -> !place.member(type, ordinal).has(Choice.EXCLUDE))
                .boxed()
                .toList();
    }

    private Shape.Member twins(FieldTwins twins) {
        boolean merge = options.caseTwins() == RelationalizeOptions.CaseTwins.MERGE;
        List<Integer> filled = twins.filled();
        if (merge && filled.size() < 2) {
            return only(twins.type(), filled.isEmpty() ? twins.ordinals().get(0) : filled.get(0), twins.struct());
        }
        SchemaPlace winner = twins.winner();
        Optional<DataType> shared = twins.sharedScalar();
        if (!merge || shared.isEmpty()) {
            problems.add(
                    merge ? "Cannot merge fields" : "Cannot tell fields apart",
                    winner.path().jsonPath(),
                    twins.paths() + " are one name when case is ignored"
                            + (merge ? ", but only scalars of one type merge and they are " + twins.types() : ""),
                    "Leave all but one out with exclude, or set caseTwins to SEPARATE" + (merge ? "" : " or MERGE"));
            return new Shape.Member(twins.ordinals().get(0), standIn(winner));
        }
        notes.add(twins.paths() + " share one column; the first of them that is not null wins");
        DraftColumn column = winner.table().add(DraftColumn.value(winner.path(), Content.MERGED, shared.get()));
        return new Shape.Member(filled.get(0), new Shape.Twins(filled, new Shape.Scalar(column)));
    }

    private Shape variants(StructType type, SchemaPlace place) {
        List<Shape.Member> members = new ArrayList<>(type.size());
        for (int ordinal = 0; ordinal < type.size(); ordinal++) {
            StructField field = type.fields()[ordinal];
            members.add(new Shape.Member(ordinal, value(field.dataType(), variant(field, place))));
        }
        return new Shape.Struct(type, List.copyOf(members), Optional.empty());
    }

    private static SchemaPlace variant(StructField field, SchemaPlace place) {
        if (field.metadata().getString(Variants.MARK).equals(Variants.STRUCT)) {
            return place.variant(new PathStep.Variant(field.name(), "."));
        }
        boolean keepsName = field.dataType() instanceof StructType || field.dataType() instanceof ArrayType;
        return keepsName ? place : place.variant(new PathStep.Variant(field.name(), "_"));
    }

    private Shape array(ArrayType type, SchemaPlace place) {
        if (tooDeep(place)) {
            return json(type, place);
        }
        Shape.Child child = child(place, DraftTable.Rows.ELEMENTS);
        Shape element = value(type.elementType(), place.inChild(child.table(), PathStep.Inside.ELEMENT));
        return new Shape.Array(child, element);
    }

    private Shape map(MapType type, SchemaPlace place) {
        if (options.maps() == RelationalizeOptions.Maps.JSON || tooDeep(place)) {
            return json(type, place);
        }
        DataType key = type.keyType();
        if (!(key instanceof NullType) && ScalarTypes.written(key).isEmpty()) {
            problems.add(
                    "Cannot write the keys of a map",
                    place.path().jsonPath(),
                    "they are " + ScalarTypes.shown(key) + " and not a scalar",
                    "Keep the map as JSON text with json \"" + place.path().optionPath() + "\"");
            return standIn(place);
        }
        Shape.Child child = child(place, DraftTable.Rows.ENTRIES);
        Shape entryKey = value(key, place.inChild(child.table(), PathStep.Inside.ENTRY_KEY));
        Shape entryValue = value(type.valueType(), place.inChild(child.table(), PathStep.Inside.ENTRY_VALUE));
        return new Shape.Entries(child, entryKey, entryValue);
    }

    private Shape namedEntries(StructType type, SchemaPlace place) {
        if (tooDeep(place)) {
            return json(type, place);
        }
        Shape.Child child = child(place, DraftTable.Rows.ENTRIES);
        SourcePath keyPath = place.path().entryKey();
        DraftColumn entryKey = child.table().add(DraftColumn.value(keyPath, Content.SCALAR, DataTypes.StringType));
        Set<String> excluded = new HashSet<>();
        List<DataType> types = new ArrayList<>();
        for (StructField field : type.fields()) {
            if (place.member(field.name()).has(Choice.EXCLUDE)) {
                excluded.add(field.name());
            } else {
                types.add(field.dataType());
            }
        }
        SchemaPlace value = place.inChild(child.table(), PathStep.Inside.ENTRY_VALUE);
        if (value.choices().takesAnyType()) {
            return new Shape.NamedEntries(child, entryKey, value(type, value), type, excluded);
        }
        Optional<DataType> common = CommonType.of(types);
        if (common.isEmpty()) {
            problems.add(
                    "Cannot use a struct as a map",
                    place.path().jsonPath(),
                    "its fields have no type in common",
                    "Keep each value as JSON text with json \"" + value.path().optionPath()
                            + "\", or the whole struct with json \""
                            + place.path().optionPath() + "\"");
            return NOTHING;
        }
        return new Shape.NamedEntries(child, entryKey, value(common.get(), value), common.get(), excluded);
    }

    private Shape.Child child(SchemaPlace place, DraftTable.Rows rows) {
        DraftColumn key = place.table().add(DraftColumn.made(place.path(), Role.KEY));
        Optional<DraftColumn> size = place.has(Choice.SIZE)
                ? Optional.of(place.table().add(DraftColumn.made(place.path(), Role.SIZE)))
                : Optional.empty();
        DraftTable table = DraftTable.child(place.path(), rows, key);
        tables.add(table);
        return new Shape.Child(key, size, table);
    }

    private boolean tooDeep(SchemaPlace place) {
        int deepest = options.limits().depth();
        if (place.level() < deepest) {
            return false;
        }
        notes.add(place.path() + " lies deeper than " + deepest + (deepest == 1 ? " level" : " levels")
                + " of arrays and maps and becomes JSON text");
        return true;
    }
}
