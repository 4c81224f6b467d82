package io.relata.transforms.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * How to relationalize. Immutable; the {@code with} methods give changed copies. Paths name source fields as in
 * {@code a[].b}: members joined by dots, {@code []} for the elements of an array; a name that holds one of the
 * characters {@code . [ ] `} stands in back-ticks, a back-tick inside doubled.
 *
 * @param root the root table's name, never blank
 * @param naming how logical names become written ones
 * @param caseTwins what becomes of fields that differ in case alone
 * @param emptyArrays whether an empty array has a key
 * @param maps what becomes of maps
 * @param voids what becomes of columns without any value
 * @param key logical names of the root columns that name a document; empty for ids by sequence
 * @param propagate logical names of root columns copied into every child, after {@code index}
 * @param json paths whose values become JSON text
 * @param asMap paths of structs whose field names are data
 * @param exclude paths left out with all below them
 * @param sizes paths of arrays and maps that get a size column
 * @param presence paths of structs that get a presence column
 * @param limits the guards
 * @param tables by logical table name what the job says of that table
 */
public record RelationalizeOptions(
        String root,
        Naming naming,
        CaseTwins caseTwins,
        EmptyArrays emptyArrays,
        Maps maps,
        Voids voids,
        List<String> key,
        List<String> propagate,
        List<String> json,
        List<String> asMap,
        List<String> exclude,
        List<String> sizes,
        List<String> presence,
        Limits limits,
        Map<String, TableOptions> tables) {

    /** How logical names become written ones; see {@code docs/decisions/names.md}. */
    public enum Naming {
        /** As AWS Glue names them. */
        GLUE,
        /** Lower case letters, digits and underscores. */
        ATHENA,
        /** As {@link #ATHENA}, without the prefix that a child's columns share. */
        SHORT
    }

    /** What becomes of fields of one struct that differ in case alone. */
    public enum CaseTwins {
        /** Each has its own column. */
        SEPARATE,
        /** They share a column; the first that is not null wins, the exact spelling of the name first. */
        MERGE,
        /** The plan is refused. */
        FAIL
    }

    /** Whether an empty array or map has a key. */
    public enum EmptyArrays {
        /** It has a key that no child row carries, so it differs from a missing one. */
        KEY,
        /** Its key is null, as for a missing one. */
        NULL
    }

    /** What becomes of maps. */
    public enum Maps {
        /** A child table with a key and a value. */
        ENTRIES,
        /** JSON text. */
        JSON
    }

    /** What becomes of columns whose type is void. */
    public enum Voids {
        /** A text column of nulls. */
        TEXT,
        /** Left out. */
        DROP
    }

    /**
     * What a plan may grow to; one more is refused.
     *
     * @param depth levels of arrays and maps; what lies deeper becomes JSON text
     * @param columns columns of one table
     * @param tables tables in all
     */
    public record Limits(int depth, int columns, int tables) {

        public Limits {
            if (depth < 0 || columns < 1 || tables < 1) {
                throw new IllegalArgumentException(
                        "Not limits: depth " + depth + ", columns " + columns + ", tables " + tables);
            }
        }
    }

    /**
     * What the job says of one table. Columns go by logical name, or by the name the naming policy gives.
     *
     * @param name the table's name; empty for the one the naming policy gives
     * @param rename new names by column
     * @param cast new types by column, as Spark's DDL writes them
     * @param drop columns left out; an array column takes its child tables along
     * @param select the only columns kept, in this order; empty for all. A child's id and index stay in front
     */
    public record TableOptions(
            String name, Map<String, String> rename, Map<String, String> cast, List<String> drop, List<String> select) {

        /** Nothing said. */
        public static final TableOptions NONE = new TableOptions("", Map.of(), Map.of(), List.of(), List.of());

        public TableOptions {
            requireNonNull(name, "name");
            rename = Map.copyOf(rename);
            cast = Map.copyOf(cast);
            drop = List.copyOf(drop);
            select = List.copyOf(select);
        }
    }

    public RelationalizeOptions {
        requireNonNull(naming, "naming");
        requireNonNull(caseTwins, "caseTwins");
        requireNonNull(emptyArrays, "emptyArrays");
        requireNonNull(maps, "maps");
        requireNonNull(voids, "voids");
        requireNonNull(limits, "limits");
        if (root.isBlank()) {
            throw new IllegalArgumentException("The root table needs a name");
        }
        key = List.copyOf(key);
        propagate = List.copyOf(propagate);
        json = List.copyOf(json);
        asMap = List.copyOf(asMap);
        exclude = List.copyOf(exclude);
        sizes = List.copyOf(sizes);
        presence = List.copyOf(presence);
        tables = Map.copyOf(tables);
    }

    /** Glue's behaviour for a root of this name. */
    public static RelationalizeOptions root(String name) {
        return new RelationalizeOptions(
                name,
                Naming.GLUE,
                CaseTwins.SEPARATE,
                EmptyArrays.KEY,
                Maps.ENTRIES,
                Voids.TEXT,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Limits(32, 1_600, 500),
                Map.of());
    }
}
