package io.relata.transforms.survey;

import io.relata.transforms.plan.OptionPath;
import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import io.relata.transforms.plan.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.types.StructField;

/** Tells from a survey how many arrays of each key column come before each split, so that their ids can be dense. */
public final class FirstIds {

    private final List<List<Integer>> keys = new ArrayList<>();
    private final List<long[]> counts = new ArrayList<>();
    private final RelationalPlan plan;
    private final Conflicts policies;
    private final KeptTables kept;

    private FirstIds(RelationalPlan plan, Conflicts policies, KeptTables kept, int splits) {
        this.plan = plan;
        this.policies = policies;
        this.kept = kept;
        int key = 0;
        for (PlannedTable table : plan.tables()) {
            List<Integer> numbers = new ArrayList<>();
            for (PlannedColumn column : table.columns()) {
                numbers.add(column.role() == PlannedColumn.Role.KEY ? key++ : -1);
            }
            keys.add(numbers);
        }
        for (int split = 0; split <= splits; split++) {
            counts.add(new long[key]);
        }
    }

    /**
     * By split, and last for the end of the input: by key column, numbered over all tables of the plan in their order,
     * the arrays that come before.
     *
     * @param survey one that {@link Survey#countsSplits counts splits}
     */
    public static List<long[]> of(RelationalPlan plan, Survey survey, int splits) {
        return of(plan, survey, Conflicts.NONE, KeptTables.NONE, splits);
    }

    /**
     * As {@link #of(RelationalPlan, Survey, int)}, without ids for values that a policy keeps out of the arrays beside
     * them.
     *
     * @param policies those of the {@link SourceSchema} that was planned
     * @param kept the tables that stayed as they were; not those that {@link KeptTables#holdsEntries hold entries}
     */
    public static List<long[]> of(RelationalPlan plan, Survey survey, Conflicts policies, KeptTables kept, int splits) {
        FirstIds ids = new FirstIds(plan, policies, kept, splits);
        ids.walk(plan.walk(), 0, survey.root(), OptionPath.RECORD);
        for (int split = 1; split <= splits; split++) {
            long[] before = ids.counts.get(split - 1);
            long[] here = ids.counts.get(split);
            for (int key = 0; key < here.length; key++) {
                here[key] += before[key];
            }
        }
        return ids.counts;
    }

    private void walk(Walk walk, int table, SurveyPlace place, String path) {
        if (walk instanceof Walk.Struct struct) {
            struct(struct, table, place, path);
        } else if (walk instanceof Walk.Array array) {
            SurveyPlace taken = takesSingles(table, path) ? place : place.onlyArrays();
            boolean keyed = array.emptyArrays() == EmptyArrays.KEY;
            count(table, array.key(), taken, row -> row.arrays() + row.singles() - (keyed ? 0 : row.emptyArrays()));
            walk(array.element(), array.table(), taken.elements(), OptionPath.element(path));
        } else if (walk instanceof Walk.NamedEntries entries) {
            boolean keyed = entries.emptyArrays() == EmptyArrays.KEY;
            count(table, entries.key(), place, row -> row.objects() - (keyed ? 0 : row.blankObjects()));
            for (int i = 0; i < entries.names().size(); i++) {
                Walk value = entries.fields().get(i).value();
                Optional.ofNullable(place.members().get(entries.names().get(i)))
                        .ifPresent(member -> walk(value, entries.table(), member, OptionPath.entryValue(path)));
            }
        }
    }

    /** Whether a value beside arrays is an array of one, as shredding decides it. */
    private boolean takesSingles(int table, String path) {
        Conflicts said = kept.holds(plan.tables().get(table).path()) ? policies.withStandard(kept.policy()) : policies;
        return said.policy(path)
                .filter(policy -> policy != ConflictPolicy.Named.AS_ARRAY)
                .isEmpty();
    }

    private void struct(Walk.Struct struct, int table, SurveyPlace place, String path) {
        StructField[] fields = struct.from().fields();
        for (Walk.Member member : struct.members()) {
            String name = fields[member.ordinal()].name();
            if (!Variants.are(struct.from())) {
                Optional.ofNullable(place.members().get(name))
                        .ifPresent(found -> walk(member.value(), table, found, OptionPath.member(path, name)));
            } else if (member.value() instanceof Walk.Array) {
                walk(member.value(), table, place.onlyArrays(), path);
            } else {
                walk(member.value(), table, place, path);
            }
        }
    }

    private void count(int table, int column, SurveyPlace place, ToLongFunction<SplitCounts.Row> arrays) {
        int key = keys.get(table).get(column);
        for (SplitCounts.Row row : place.splits().rows()) {
            // what a split holds comes before the next one
            counts.get(row.split() + 1)[key] += arrays.applyAsLong(row);
        }
    }
}
