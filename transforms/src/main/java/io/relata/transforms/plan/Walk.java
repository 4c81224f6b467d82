package io.relata.transforms.plan;

import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * What to do with one value of the source: the plan's executable side. A tree that mirrors the source's schema without
 * the parts nobody wants; shredding walks it beside each record. Column numbers are positions in the columns of the
 * table at hand, table numbers positions in {@link RelationalPlan#tables()}.
 */
public sealed interface Walk {

    /**
     * A scalar becomes a column.
     *
     * @param from the source's type, never nested and never void
     * @param to the column's type, equal to {@code from} unless the column is cast
     */
    record Scalar(int column, DataType from, DataType to) implements Walk {}

    /** A value of any type becomes a text column that holds it as JSON. */
    record Json(int column, DataType from) implements Walk {}

    /**
     * A struct's members each go their way, in the same table.
     *
     * @param presence the column that tells whether the struct is there
     */
    record Struct(StructType from, List<Member> members, OptionalInt presence) implements Walk {

        public Struct {
            members = List.copyOf(members);
        }
    }

    /**
     * A wanted member of a struct.
     *
     * @param ordinal the field's position in the struct; of {@link Twins} the first of its positions
     */
    record Member(int ordinal, Walk value) {}

    /**
     * Fields of one struct that differ in case alone and share a column: the first that is not null wins.
     *
     * @param ordinals the fields' positions in the struct, in order of precedence
     * @param value what becomes of the winner; all have its type
     */
    record Twins(List<Integer> ordinals, Scalar value) implements Walk {

        public Twins {
            ordinals = List.copyOf(ordinals);
        }
    }

    /**
     * An array's elements become the rows of a child table.
     *
     * @param key the column of the table at hand that takes the key
     * @param size the column of the table at hand that takes the number of elements
     * @param table the child table, whose column 0 is the id, and column 1 the index unless that is left out
     * @param element what becomes of each element, in the child table
     * @param emptyArrays whether an empty array has a key
     */
    record Array(
            ArrayType from,
            int key,
            OptionalInt size,
            int table,
            Walk element,
            RelationalizeOptions.EmptyArrays emptyArrays)
            implements Walk {}

    /** A map's entries become the rows of a child table, in stored order; the parts are as for {@link Array}. */
    record Entries(
            MapType from,
            int key,
            OptionalInt size,
            int table,
            Walk entryKey,
            Walk entryValue,
            RelationalizeOptions.EmptyArrays emptyArrays)
            implements Walk {}

    /**
     * A struct whose field names are data: each field that is not null becomes a row of a child table, in field order;
     * the parts are as for {@link Array}.
     *
     * @param names the field names, the values of the key column
     * @param entryKey the column of the child table that takes the field name, or -1 when it is left out
     * @param fields one per field of the struct, all writing the same columns of the child table
     * @param others what becomes of the value of a field that is not in the struct: of the type that all share
     */
    record NamedEntries(
            StructType from,
            int key,
            OptionalInt size,
            int table,
            List<String> names,
            int entryKey,
            List<Member> fields,
            Walk others,
            RelationalizeOptions.EmptyArrays emptyArrays)
            implements Walk {

        public NamedEntries {
            names = List.copyOf(names);
            fields = List.copyOf(fields);
        }
    }

    /** A value nobody wants. */
    record Nothing() implements Walk {}
}
