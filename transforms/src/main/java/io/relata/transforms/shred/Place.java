package io.relata.transforms.shred;

import io.relata.RelataException;
import io.relata.transforms.columns.BytesValues;
import io.relata.transforms.columns.NumberValues;
import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import io.relata.transforms.survey.ConflictPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One place in a JSON record and what becomes of the value there, bound to the batches of a task: a plan's {@code Walk}
 * for bytes. A value's row is always the latest of its table.
 */
abstract class Place {

    /** What a scanner does there; a tag, so that it can branch without a virtual call. */
    enum Kind {
        /** Nobody wants the value. */
        UNWANTED,
        /** Text goes into a column as it is. */
        TEXT,
        /** A whole number goes into a column. */
        WHOLE,
        /** A number goes into a column as the nearest double. */
        DOUBLE,
        /** True or false goes into a column. */
        FLAG,
        /** A scalar goes into a column through a conversion. */
        SCALAR,
        /** Any value goes into a column as JSON text. */
        JSON,
        /** An object's members go their ways. */
        OBJECT,
        /** An array's elements become child rows. */
        ARRAY,
        /** Values of several kinds go several ways. */
        VARIANTS,
        /** An object's members become child rows. */
        ENTRIES,
        /** No value is taken but null. */
        ONLY_NULL,
        /** No value is taken, or only together with others. */
        NONE
    }

    final Kind kind;
    final At at;

    /**
     * Where the place is and what the job says of it.
     *
     * @param path as options name it
     * @param expected what a value must be, for people
     * @param policy what becomes of other values
     * @param rule that of the table at hand
     */
    record At(String path, String expected, Optional<ConflictPolicy> policy, TableRule rule) {}

    private Place(Kind kind, At at) {
        this.kind = kind;
        this.at = at;
    }

    /** Sets what a null or missing value leaves: for most nothing, which is null. */
    void absent(int row) {}

    static final class Unwanted extends Place {

        Unwanted(At at) {
            super(Kind.UNWANTED, at);
        }
    }

    /** A place whose every value was null in a sample. */
    static final class OnlyNull extends Place {

        OnlyNull(At at) {
            super(Kind.ONLY_NULL, at);
        }
    }

    /** A place that takes no value, or none without looking at others. */
    static final class None extends Place {

        None(At at) {
            super(Kind.NONE, at);
        }
    }

    /** A value becomes a column. What a scanner sets directly is what the conversion and the cell would set. */
    abstract static class Column extends Place {

        final Cell cell;

        private Column(Kind kind, At at, Cell cell) {
            super(kind, at);
            this.cell = cell;
        }

        /** Whether the source's type is text, which takes any value. */
        final boolean takesText() {
            return cell.conversion().takesText();
        }
    }

    /**
     * A column's way for a value that is no plain case.
     *
     * @param conversion from JSON
     * @param setting of the converted value
     * @param refusal the run's end, for a value that the column's cast does not take
     */
    record Cell(
            ScalarConversion conversion, ParquetColumn.JavaCell setting, Function<Object, RelataException> refusal) {}

    static final class Text extends Column {

        final BytesValues column;

        Text(At at, Cell cell, BytesValues column) {
            super(Kind.TEXT, at, cell);
            this.column = column;
        }
    }

    static final class Whole extends Column {

        final NumberValues column;
        final long least;
        final long greatest;

        Whole(At at, Cell cell, NumberValues column, long least, long greatest) {
            super(Kind.WHOLE, at, cell);
            this.column = column;
            this.least = least;
            this.greatest = greatest;
        }
    }

    static final class DoubleNumber extends Column {

        final NumberValues column;

        /** Whether integers that no double holds exactly are left to the conversion. */
        final boolean isExact;

        DoubleNumber(At at, Cell cell, NumberValues column, UnknownKeys unknownKeys) {
            super(Kind.DOUBLE, at, cell);
            this.column = column;
            this.isExact = unknownKeys.areJudged();
        }
    }

    static final class Flag extends Column {

        final NumberValues column;

        Flag(At at, Cell cell, NumberValues column) {
            super(Kind.FLAG, at, cell);
            this.column = column;
        }
    }

    static final class Scalar extends Column {

        Scalar(At at, Cell cell) {
            super(Kind.SCALAR, at, cell);
        }
    }

    static final class Json extends Place {

        final BytesValues column;

        Json(At at, BytesValues column) {
            super(Kind.JSON, at);
            this.column = column;
        }
    }

    /** An object; also the record itself. */
    static final class ObjectPlace extends Place {

        final MemberTable members;
        final List<TwinMembers> twins;
        final UnknownKeys unknownKeys;
        private final Optional<NumberValues> presence;
        private final Place[] tellingAbsence;

        /**
         * @param presence the column that tells whether the object is there
         * @param twins members that share a column
         * @param unknownKeys what becomes of members that are in neither
         */
        ObjectPlace(
                At at,
                MemberTable members,
                List<TwinMembers> twins,
                Optional<NumberValues> presence,
                UnknownKeys unknownKeys) {
            super(Kind.OBJECT, at);
            this.members = members;
            this.twins = twins;
            this.presence = presence;
            this.unknownKeys = unknownKeys;
            this.tellingAbsence = members.places().filter(Place::tellsAbsence).toArray(Place[]::new);
        }

        boolean tellsPresence() {
            return presence.isPresent() || tellingAbsence.length > 0;
        }

        void present(int row) {
            presence.ifPresent(column -> column.set(row, 1));
        }

        @Override
        void absent(int row) {
            presence.ifPresent(column -> column.set(row, 0));
            for (Place member : tellingAbsence) {
                member.absent(row);
            }
        }

        /** Sets what members that are not among these keys leave. */
        void absentMembers(Stream<String> present, int row) {
            if (tellingAbsence.length > 0) {
                Set<String> keys = present.collect(Collectors.toSet());
                members.forEach((key, member) -> {
                    if (!keys.contains(key)) {
                        member.absent(row);
                    }
                });
            }
        }
    }

    /** Members of one object that share a column: the first in this order that is not null wins. */
    record TwinMembers(List<String> keys, Place value) {}

    /** What array, map and object used as a map have in common: child rows. */
    static final class ArrayPlace extends Place {

        final ChildRows rows;
        final Place element;

        ArrayPlace(At at, ChildRows rows, Place element) {
            super(Kind.ARRAY, at);
            this.rows = rows;
            this.element = element;
        }
    }

    static final class EntriesPlace extends Place {

        final ChildRows rows;
        final Place entryKey;
        final EntryValues values;
        final NullEntries nulls;

        /** @param entryKey the place of the key, as text */
        EntriesPlace(At at, ChildRows rows, Place entryKey, EntryValues values, NullEntries nulls) {
            super(Kind.ENTRIES, at);
            this.rows = rows;
            this.entryKey = entryKey;
            this.values = values;
            this.nulls = nulls;
        }
    }

    /** Whether an entry whose value is null is a row. */
    enum NullEntries {
        ROWS,
        LEFT_OUT
    }

    /** Finds the place of an entry's value by its key; empty for an entry that is left out. */
    @FunctionalInterface
    interface EntryValues {
        Optional<Place> of(String key);
    }

    /** Each kind of value has a place of its own; {@link None} where there is none. */
    static final class VariantsPlace extends Place {

        final Place text;
        final Place number;
        final Place flag;
        final Place object;
        final Place array;

        VariantsPlace(At at, Place text, Place number, Place flag, Place object, Place array) {
            super(Kind.VARIANTS, at);
            this.text = text;
            this.number = number;
            this.flag = flag;
            this.object = object;
            this.array = array;
        }

        @Override
        void absent(int row) {
            object.absent(row);
        }
    }

    private static boolean tellsAbsence(Place place) {
        if (place instanceof ObjectPlace object) {
            return object.tellsPresence();
        }
        return place instanceof VariantsPlace variants && tellsAbsence(variants.object);
    }

    /**
     * The rows that a collection becomes.
     *
     * @param key the parent's column that takes the key
     * @param keyNumber the key column's number in the plan
     * @param size the parent's column that takes the number of elements
     */
    record ChildRows(
            ChildTable child, NumberValues key, int keyNumber, Optional<NumberValues> size, EmptyArrays emptyArrays) {

        /** Sets the key of a collection of this many elements and gives it. */
        long begin(ArrayIds ids, int row, int count) {
            if (count == 0 && emptyArrays == EmptyArrays.NULL) {
                return 0;
            }
            long id = ids.next(keyNumber);
            key.set(row, id);
            return id;
        }
    }
}
