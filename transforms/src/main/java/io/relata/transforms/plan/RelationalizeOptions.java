package io.relata.transforms.plan;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How to relationalize. Immutable; the {@code with} methods give changed copies. Jackson writes it as JSON and reads it
 * back equal. Paths name source fields as in {@code a[].b}: members joined by dots, {@code []} for the elements of an
 * array, {@code {}} for the values of a map or of a struct used as one; a name that is empty or holds one of the
 * characters {@code . [ ] { } `} stands in back-ticks, a back-tick inside doubled.
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
        /** Each has its own column; written names that differ in case alone are noted. */
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
     * What the job says of one table. Columns go by logical name or, where none fits, by the name the naming policy
     * gives. Immutable; the {@code with} methods give changed copies.
     *
     * @param name the table's name; empty for the one the naming policy gives
     * @param rename new names by column, written as they are; none may equal another but for case
     * @param cast new types by column, as Spark's DDL writes them: scalars to and from string, numbers and booleans to
     *     each other, dates and timestamps to each other. Copies of a root column follow the cast of the root's
     * @param drop columns left out; an array column takes its child tables along
     * @param select the only columns kept, in this order; empty for all. A child's id, index and propagated columns
     *     stay in front. An array column that is not selected takes its child tables along
     */
    public record TableOptions(
            String name, Map<String, String> rename, Map<String, String> cast, List<String> drop, List<String> select) {

        /** Nothing said. */
        public static final TableOptions NONE = new TableOptions("", Map.of(), Map.of(), List.of(), List.of());

        public TableOptions {
            requireNonNull(name, "name");
            rename = ordered(rename);
            cast = ordered(cast);
            drop = List.copyOf(drop);
            select = List.copyOf(select);
        }

        public TableOptions withName(String newName) {
            return new TableOptions(newName, rename, cast, drop, select);
        }

        public TableOptions withRename(String column, String newName) {
            return new TableOptions(name, with(rename, column, newName), cast, drop, select);
        }

        public TableOptions withCast(String column, String type) {
            return new TableOptions(name, rename, with(cast, column, type), drop, select);
        }

        public TableOptions withDrop(String... columns) {
            return new TableOptions(name, rename, cast, List.of(columns), select);
        }

        public TableOptions withSelect(String... columns) {
            return new TableOptions(name, rename, cast, drop, List.of(columns));
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
        tables = ordered(tables);
    }

    // Unlike Map.copyOf this keeps the order, so the same options give the same messages in every run.
    private static <V> Map<String, V> ordered(Map<String, V> entries) {
        Map<String, V> copy = new LinkedHashMap<>();
        entries.forEach((key, value) ->
                copy.put(requireNonNull(key, "a key is null"), requireNonNull(value, "a value is null")));
        return Collections.unmodifiableMap(copy);
    }

    private static <V> Map<String, V> with(Map<String, V> entries, String key, V value) {
        Map<String, V> changed = new LinkedHashMap<>(entries);
        changed.put(key, value);
        return changed;
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

    public RelationalizeOptions withNaming(Naming changed) {
        return changed(copy -> copy.naming = changed);
    }

    public RelationalizeOptions withCaseTwins(CaseTwins changed) {
        return changed(copy -> copy.caseTwins = changed);
    }

    public RelationalizeOptions withEmptyArrays(EmptyArrays changed) {
        return changed(copy -> copy.emptyArrays = changed);
    }

    public RelationalizeOptions withMaps(Maps changed) {
        return changed(copy -> copy.maps = changed);
    }

    public RelationalizeOptions withVoids(Voids changed) {
        return changed(copy -> copy.voids = changed);
    }

    public RelationalizeOptions withKey(String... columns) {
        return changed(copy -> copy.key = List.of(columns));
    }

    public RelationalizeOptions withPropagate(String... columns) {
        return changed(copy -> copy.propagate = List.of(columns));
    }

    public RelationalizeOptions withJson(String... paths) {
        return changed(copy -> copy.json = List.of(paths));
    }

    public RelationalizeOptions withAsMap(String... paths) {
        return changed(copy -> copy.asMap = List.of(paths));
    }

    public RelationalizeOptions withExclude(String... paths) {
        return changed(copy -> copy.exclude = List.of(paths));
    }

    public RelationalizeOptions withSizes(String... paths) {
        return changed(copy -> copy.sizes = List.of(paths));
    }

    public RelationalizeOptions withPresence(String... paths) {
        return changed(copy -> copy.presence = List.of(paths));
    }

    public RelationalizeOptions withLimits(Limits changed) {
        return changed(copy -> copy.limits = changed);
    }

    /** Says something of the table of this logical name, instead of what was said before. */
    public RelationalizeOptions withTable(String logicalName, TableOptions options) {
        return changed(copy -> copy.tables = with(tables, logicalName, options));
    }

    private RelationalizeOptions changed(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.options();
    }

    /** The parts of options on their way to other options. */
    private static final class Copy {

        private final String root;
        private Naming naming;
        private CaseTwins caseTwins;
        private EmptyArrays emptyArrays;
        private Maps maps;
        private Voids voids;
        private List<String> key;
        private List<String> propagate;
        private List<String> json;
        private List<String> asMap;
        private List<String> exclude;
        private List<String> sizes;
        private List<String> presence;
        private Limits limits;
        private Map<String, TableOptions> tables;

        Copy(RelationalizeOptions from) {
            root = from.root;
            naming = from.naming;
            caseTwins = from.caseTwins;
            emptyArrays = from.emptyArrays;
            maps = from.maps;
            voids = from.voids;
            key = from.key;
            propagate = from.propagate;
            json = from.json;
            asMap = from.asMap;
            exclude = from.exclude;
            sizes = from.sizes;
            presence = from.presence;
            limits = from.limits;
            tables = from.tables;
        }

        RelationalizeOptions options() {
            return new RelationalizeOptions(
                    root,
                    naming,
                    caseTwins,
                    emptyArrays,
                    maps,
                    voids,
                    key,
                    propagate,
                    json,
                    asMap,
                    exclude,
                    sizes,
                    presence,
                    limits,
                    tables);
        }
    }
}
