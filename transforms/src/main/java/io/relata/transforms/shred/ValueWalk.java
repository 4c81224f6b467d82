package io.relata.transforms.shred;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.transforms.columns.BytesValues;
import io.relata.transforms.json.JsonValue;
import io.relata.transforms.json.RejectReason;
import io.relata.transforms.plan.OptionPath;
import io.relata.transforms.survey.ConflictPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Walks a parsed record beside its places and decides by the job's policies what becomes of values that the places do
 * not take. Sets exactly what {@link ByteScanner} sets where both take a record.
 */
final class ValueWalk {

    private static final JsonValue NULL = new JsonValue.NullValue();
    private static final int LONGEST_SHOWN = 500;
    private static final String ELEMENT = OptionPath.element("");
    private static final String ENTRY_VALUE = OptionPath.entryValue("");

    private final ArrayIds ids;
    private final Optional<BytesValues> rescuedColumn;
    private final List<Integer> indexes = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<JsonValue.Member> rescued = new ArrayList<>();

    /** @param rescuedColumn the root's column for values that found no other */
    ValueWalk(ArrayIds ids, Optional<BytesValues> rescuedColumn) {
        this.ids = ids;
        this.rescuedColumn = rescuedColumn;
    }

    void record(JsonValue.ObjectValue record, Place.ObjectPlace root, int row) throws RecordRejected {
        indexes.clear();
        keys.clear();
        rescued.clear();
        object(record, root, row);
        if (!rescued.isEmpty() && rescuedColumn.isPresent()) {
            String text = JsonRendering.of(new JsonValue.ObjectValue(List.copyOf(rescued)));
            rescuedColumn.get().setCopy(row, text.getBytes(UTF_8));
        }
    }

    private void value(JsonValue value, Place place, int row) throws RecordRejected {
        if (place instanceof Place.Unwanted) {
            return;
        }
        if (value instanceof JsonValue.NullValue) {
            place.absent(row);
        } else if (place instanceof Place.Column column) {
            column(value, column, row);
        } else if (place instanceof Place.ObjectPlace object && value instanceof JsonValue.ObjectValue members) {
            object(members, object, row);
        } else if (place instanceof Place.ArrayPlace array) {
            array(value, array, row);
        } else if (place instanceof Place.EntriesPlace entries && value instanceof JsonValue.ObjectValue members) {
            entries(members, entries, row);
        } else if (place instanceof Place.VariantsPlace variants) {
            variant(value, variants, row);
        } else if (place instanceof Place.Json json) {
            json.column.setCopy(row, JsonRendering.of(value).getBytes(UTF_8));
        } else {
            unfit(value, place);
            place.absent(row);
        }
    }

    private void object(JsonValue.ObjectValue value, Place.ObjectPlace place, int row) throws RecordRejected {
        place.present(row);
        for (JsonValue.Member member : value.members()) {
            Optional<Place> known = place.members.place(member.key());
            if (known.isEmpty() && place.unknownKeys.areJudged()) {
                unknown(member, place);
            } else if (known.isPresent() && !(known.get() instanceof Place.None)) {
                value(member.value(), known.get(), row);
            }
        }
        for (Place.TwinMembers twins : place.twins) {
            for (String key : twins.keys()) {
                JsonValue found = member(value, key);
                if (!(found instanceof JsonValue.NullValue)) {
                    value(found, twins.value(), row);
                    break;
                }
            }
        }
        place.absentMembers(value.members().stream().map(JsonValue.Member::key), row);
    }

    /** Decides on a member that has no place since a sample did not show it, or readers do not know it. */
    private void unknown(JsonValue.Member member, Place.ObjectPlace object) throws RecordRejected {
        if (member.value() instanceof JsonValue.NullValue) {
            return;
        }
        TableRule rule = object.at.rule();
        boolean isKept = rule.unknownKeys() == UnknownKeys.KEPT;
        String shown = OptionPath.member(shownPath(object), member.key());
        String detail = cut(shown) + " is not in the schema, which "
                + (isKept ? "is the published one" : "comes from a sample");
        Optional<ConflictPolicy> policy = rule.conflicts().policy(OptionPath.member(object.at.path(), member.key()));
        if (policy.equals(Optional.of(ConflictPolicy.Named.FAIL))) {
            throw RelataException.failed(
                    isKept
                            ? new Problem(
                                    "Cannot load a value that the published tables have no column for",
                                    shown,
                                    detail,
                                    "Let columns come with contract: evolve, or choose another policy for this path"
                                            + " under conflicts")
                            : new Problem(
                                    "Cannot load a value that the sample did not show",
                                    shown,
                                    detail,
                                    "Survey all with survey: all, or choose another policy for this path under"
                                            + " conflicts"));
        } else if (policy.equals(Optional.of(ConflictPolicy.Named.REJECT))) {
            throw new RecordRejected(RejectReason.TYPE_CONFLICT, detail);
        } else if (isKept || policy.equals(Optional.of(ConflictPolicy.Named.RESCUE))) {
            rescue(shown, member.value(), detail, rule);
        } else {
            throw new RecordRejected(RejectReason.SCHEMA_MISMATCH, detail);
        }
    }

    /** A key is as long as a hostile record is. */
    private static String cut(String path) {
        return path.length() <= LONGEST_SHOWN ? path : path.substring(0, LONGEST_SHOWN) + "...";
    }

    private void rescue(String path, JsonValue value, String detail, TableRule rule) throws RecordRejected {
        if (rescuedColumn.isEmpty() && rule.unknownKeys().areJudged()) {
            throw new RecordRejected(RejectReason.SCHEMA_MISMATCH, detail);
        }
        rescued.add(new JsonValue.Member(path, value));
    }

    private static JsonValue member(JsonValue.ObjectValue object, String key) {
        return object.members().stream()
                .filter(member -> member.key().equals(key))
                .map(JsonValue.Member::value)
                .findFirst()
                .orElse(NULL);
    }

    private void array(JsonValue value, Place.ArrayPlace place, int row) throws RecordRejected {
        if (value instanceof JsonValue.ArrayValue array) {
            elements(array.elements(), place, row);
        } else if (takesSingle(place)) {
            elements(List.of(value), place, row);
        } else {
            unfit(value, place);
        }
    }

    /** Whether a value that is no array is an array of one. */
    private boolean takesSingle(Place.ArrayPlace place) {
        Optional<ConflictPolicy> policy = place.at.policy();
        if (policy.isPresent()) {
            return policy.get().equals(ConflictPolicy.Named.AS_ARRAY);
        }
        // The default is for values beside arrays of their kind, which a survey of all would have seen to.
        boolean holdsOneKind =
                !(place.element instanceof Place.ArrayPlace || place.element instanceof Place.VariantsPlace);
        return place.at.rule().unknownKeys() == UnknownKeys.SKIPPED || holdsOneKind;
    }

    private void elements(List<JsonValue> elements, Place.ArrayPlace place, int row) throws RecordRejected {
        Place.ChildRows rows = place.rows;
        long id = begin(rows, elements.size(), row);
        for (int index = 0; index < elements.size(); index++) {
            enter(index);
            value(elements.get(index), place.element, rows.child().beginRow(id, index));
            leave();
        }
    }

    private void entries(JsonValue.ObjectValue value, Place.EntriesPlace place, int row) throws RecordRejected {
        Place.ChildRows rows = place.rows;
        List<JsonValue.Member> entries = value.members().stream()
                .filter(entry -> place.values.of(entry.key()).isPresent())
                .filter(entry ->
                        place.nulls == Place.NullEntries.ROWS || !(entry.value() instanceof JsonValue.NullValue))
                .sorted(Comparator.comparing(JsonValue.Member::key))
                .toList();
        long id = begin(rows, entries.size(), row);
        for (int index = 0; index < entries.size(); index++) {
            JsonValue.Member entry = entries.get(index);
            // in no path: an entry has a key, and no position
            ids.enter(index);
            int child = rows.child().beginRow(id, index);
            value(new JsonValue.TextValue(entry.key()), place.entryKey, child);
            entry(entry, place.values.of(entry.key()).orElseThrow(), child);
            ids.leave();
        }
    }

    private void entry(JsonValue.Member entry, Place place, int row) throws RecordRejected {
        boolean isNamed = !place.at.path().endsWith(ENTRY_VALUE);
        if (isNamed) {
            value(entry.value(), place, row);
            return;
        }
        keys.add(entry.key());
        value(entry.value(), place, row);
        keys.remove(keys.size() - 1);
    }

    private long begin(Place.ChildRows rows, int count, int row) {
        rows.size().ifPresent(size -> size.set(row, count));
        rows.child().called(count);
        return rows.begin(ids, row, count);
    }

    private void enter(int index) {
        ids.enter(index);
        indexes.add(index);
    }

    private void leave() {
        ids.leave();
        indexes.remove(indexes.size() - 1);
    }

    private void variant(JsonValue value, Place.VariantsPlace place, int row) throws RecordRejected {
        Place taken = place.array;
        if (value instanceof JsonValue.TextValue) {
            taken = place.text;
        } else if (value instanceof JsonValue.NumberValue) {
            taken = place.number;
        } else if (value instanceof JsonValue.BooleanValue) {
            taken = place.flag;
        } else if (value instanceof JsonValue.ObjectValue) {
            taken = place.object;
        }
        if (taken != place.object) {
            place.absent(row);
        }
        value(value, taken, row);
    }

    private void column(JsonValue value, Place.Column place, int row) throws RecordRejected {
        Optional<ConflictPolicy> policy = place.at.policy();
        ScalarConversion conversion = place.cell.conversion();
        Optional<Object> read = conversion.reading().read(value);
        boolean isProjected = policy.isPresent() && policy.get() instanceof ConflictPolicy.Project;
        if (isProjected && place.takesText() && !(value instanceof JsonValue.TextValue)) {
            return;
        }
        if (read.isEmpty() && policy.isPresent() && policy.get() instanceof ConflictPolicy.Cast cast) {
            read = Cast.to(cast.type()).apply(JsonScalars.natural(value));
            if (read.isEmpty()) {
                return;
            }
        }
        if (read.isEmpty()) {
            unfit(value, place);
            return;
        }
        Object found = read.get();
        Object cast = conversion
                .casting()
                .apply(found)
                .orElseThrow(() -> place.cell.refusal().apply(found));
        place.cell.setting().set(cast, row);
    }

    /** Decides on a value that its place does not take; the column stays null when this returns. */
    private void unfit(JsonValue value, Place place) throws RecordRejected {
        Optional<ConflictPolicy> policy = place.at.policy();
        String detail =
                "%s holds %s where %s is expected".formatted(cut(shownPath(place)), kind(value), place.at.expected());
        if (policy.isEmpty() || !(policy.get() instanceof ConflictPolicy.Named named)) {
            if (policy.isEmpty()) {
                throw new RecordRejected(RejectReason.SCHEMA_MISMATCH, detail);
            }
            return;
        }
        switch (named) {
            case RESCUE -> rescue(shownPath(place), value, detail, place.at.rule());
            case REJECT -> throw new RecordRejected(RejectReason.TYPE_CONFLICT, detail);
            case FAIL ->
                throw RelataException.failed(new Problem(
                        "Cannot load a value of another type",
                        shownPath(place),
                        detail,
                        "Correct the data, or choose another policy for this path under conflicts"));
            case MAKE_COLS, MAKE_STRUCT, AS_ARRAY, JSON -> {
                if (place.at.rule().unknownKeys() != UnknownKeys.KEPT) {
                    throw new RecordRejected(RejectReason.SCHEMA_MISMATCH, detail);
                }
                rescue(shownPath(place), value, detail, place.at.rule());
            }
        }
    }

    /** The path with the positions of the elements and the keys of the entries on the way. */
    private String shownPath(Place place) {
        String path = place.at.path();
        Iterator<Integer> positions = indexes.iterator();
        Iterator<String> names = keys.iterator();
        StringBuilder shown = new StringBuilder();
        boolean isQuoted = false;
        for (int at = 0; at < path.length(); at++) {
            isQuoted ^= path.charAt(at) == '`';
            if (!isQuoted && path.startsWith(ELEMENT, at) && positions.hasNext()) {
                shown.append('[').append(positions.next()).append(']');
                at++;
            } else if (!isQuoted && path.startsWith(ENTRY_VALUE, at) && names.hasNext()) {
                shown = new StringBuilder(OptionPath.member(shown.toString(), names.next()));
                at++;
            } else {
                shown.append(path.charAt(at));
            }
        }
        return shown.toString();
    }

    private static String kind(JsonValue value) {
        if (value instanceof JsonValue.TextValue) {
            return "text";
        }
        if (value instanceof JsonValue.NumberValue) {
            return "a number";
        }
        if (value instanceof JsonValue.BooleanValue) {
            return "a boolean";
        }
        return value instanceof JsonValue.ObjectValue ? "an object" : "an array";
    }
}
