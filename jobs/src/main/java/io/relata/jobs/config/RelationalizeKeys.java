package io.relata.jobs.config;

import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.plan.RelationalizeOptions.CaseTwins;
import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import io.relata.transforms.plan.RelationalizeOptions.Limits;
import io.relata.transforms.plan.RelationalizeOptions.Maps;
import io.relata.transforms.plan.RelationalizeOptions.Naming;
import io.relata.transforms.plan.RelationalizeOptions.Voids;
import io.relata.transforms.survey.ConflictPolicy;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.SurveyOptions;
import io.relata.transforms.survey.SurveyOptions.BigIntegers;
import io.relata.transforms.survey.SurveyOptions.Timestamps;
import java.util.List;
import java.util.Map;

/** The keys that say how records are relationalized; what the file leaves out is as Glue does it. */
final class RelationalizeKeys {

    private static final RelationalizeOptions GLUE = RelationalizeOptions.root("root");
    private static final ListOf<String> NAMES = new ListOf<>(Texts.ANY);

    static final Key<String> SOURCE =
            Key.required("source", Texts.ANY, "the name of the source whose records are relationalized");

    static final Key<String> ROOT =
            Key.required("root", Texts.TABLE, "the root table's name, which the child tables' names begin with");

    static final Key<List<String>> KEY = Key.optional(
            "key",
            NAMES,
            "the root columns that name a record; ids are then made from them instead of by sequence, and with mode: merge"
                    + " or history every child table has them too");

    static final Key<List<String>> PROPAGATE =
            Key.optional("propagate", NAMES, "the root columns copied into every child table");

    static final Key<Naming> NAMING = Key.optional(
                    "naming", Choice.of(Naming.class), "how the tables and columns are named")
            .orElse(GLUE.naming());

    static final Key<CaseTwins> CASE_TWINS = Key.optional(
                    "case-twins",
                    Choice.of(CaseTwins.class),
                    "what becomes of fields whose names differ in upper and lower case alone")
            .orElse(GLUE.caseTwins());

    static final Key<EmptyArrays> EMPTY_ARRAYS = Key.optional(
                    "empty-arrays",
                    Choice.of(EmptyArrays.class),
                    "whether an empty array has a key without child rows, or null as a missing one has")
            .orElse(GLUE.emptyArrays());

    static final Key<Maps> MAPS = Key.optional(
                    "maps", Choice.of(Maps.class), "whether a map becomes a child table of entries or JSON text")
            .orElse(GLUE.maps());

    static final Key<Voids> VOIDS = Key.optional(
                    "voids",
                    Choice.of(Voids.class),
                    "whether a field that is null everywhere becomes text or is left out")
            .orElse(GLUE.voids());

    static final Key<List<String>> JSON =
            Key.optional("json", NAMES, "the paths, such as a[].b, whose values become JSON text");

    static final Key<List<String>> AS_MAP =
            Key.optional("as-map", NAMES, "the paths of structs whose field names are data");

    static final Key<List<String>> EXCLUDE = Key.optional("exclude", NAMES, "the paths left out with all below them");

    static final Key<List<String>> SIZES =
            Key.optional("sizes", NAMES, "the paths of arrays and maps that get a column with their size");

    static final Key<List<String>> PRESENCE =
            Key.optional("presence", NAMES, "the paths of structs that get a column saying whether they are there");

    static final Key<ConflictPolicy> DEFAULT_CONFLICT = Key.optional(
                    "default", Texts.CONFLICT_POLICY, "the policy of every path that has none of its own")
            .orElseShown("make-cols; as-array beside arrays");

    static final Key<Map<String, ConflictPolicy>> CONFLICT_PATHS = Key.optional(
            "paths",
            new MapOf<>(Texts.ANY, Texts.CONFLICT_POLICY, MapOf.Growth.OPEN),
            "the policies of single paths, such as a[].b");

    static final Key<Fields> CONFLICTS = Key.optional(
            "conflicts",
            new Section(DEFAULT_CONFLICT, CONFLICT_PATHS),
            "what becomes of values of several kinds at one path");

    static final Key<Timestamps> TIMESTAMPS = Key.optional(
                    "timestamps",
                    Choice.of(Timestamps.class),
                    "whether text that is a timestamp everywhere at its path becomes one")
            .orElse(SurveyOptions.DEFAULT.timestamps());

    static final Key<BigIntegers> BIG_INTEGERS = Key.optional(
                    "big-integers",
                    Choice.of(BigIntegers.class),
                    "whether integers beyond 64 bits become decimals or text")
            .orElse(SurveyOptions.DEFAULT.bigIntegers());

    static final Key<Long> DEPTH = Key.optional(
                    "depth", new WholeNumber(0, 1_000), "levels of arrays and maps; what lies deeper becomes JSON text")
            .orElse((long) GLUE.limits().depth());

    static final Key<Long> COLUMNS = Key.optional(
                    "columns", new WholeNumber(1, 100_000), "the most columns of one table; one more fails the plan")
            .orElse((long) GLUE.limits().columns());

    static final Key<Long> TABLES = Key.optional(
                    "tables", new WholeNumber(1, 100_000), "the most tables; one more fails the plan")
            .orElse((long) GLUE.limits().tables());

    static final Key<Fields> LIMITS =
            Key.optional("limits", new Section(DEPTH, COLUMNS, TABLES), "what the tables may grow to");

    static final Section SECTION = new Section(
            SOURCE,
            ROOT,
            KEY,
            MergeKeys.ORDER_BY,
            MergeKeys.DELETE_WHEN,
            MergeKeys.DELETE_MISSING,
            MergeKeys.LATE,
            PROPAGATE,
            NAMING,
            CASE_TWINS,
            EMPTY_ARRAYS,
            MAPS,
            VOIDS,
            JSON,
            AS_MAP,
            EXCLUDE,
            SIZES,
            PRESENCE,
            CONFLICTS,
            TIMESTAMPS,
            BIG_INTEGERS,
            LIMITS);

    private RelationalizeKeys() {}

    static RelationalizeSpec spec(Fields relationalize) {
        return new RelationalizeSpec(
                relationalize.value(SOURCE),
                relationalize.value(ROOT),
                list(relationalize, KEY),
                MergeKeys.rule(relationalize),
                list(relationalize, PROPAGATE),
                relationalize.value(NAMING),
                relationalize.value(CASE_TWINS),
                relationalize.value(EMPTY_ARRAYS),
                relationalize.value(MAPS),
                relationalize.value(VOIDS),
                list(relationalize, JSON),
                list(relationalize, AS_MAP),
                list(relationalize, EXCLUDE),
                list(relationalize, SIZES),
                list(relationalize, PRESENCE),
                relationalize.find(LIMITS).map(RelationalizeKeys::limits).orElse(GLUE.limits()),
                relationalize.find(CONFLICTS).map(RelationalizeKeys::conflicts).orElse(Conflicts.NONE),
                new SurveyOptions(relationalize.value(TIMESTAMPS), relationalize.value(BIG_INTEGERS)));
    }

    private static Conflicts conflicts(Fields conflicts) {
        return new Conflicts(
                conflicts.find(DEFAULT_CONFLICT), conflicts.find(CONFLICT_PATHS).orElse(Map.of()));
    }

    private static Limits limits(Fields limits) {
        return new Limits(
                Math.toIntExact(limits.value(DEPTH)),
                Math.toIntExact(limits.value(COLUMNS)),
                Math.toIntExact(limits.value(TABLES)));
    }

    private static List<String> list(Fields fields, Key<List<String>> key) {
        return fields.find(key).orElse(List.of());
    }
}
