package io.relata.transforms.survey;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import io.relata.transforms.plan.Walk;
import io.relata.transforms.survey.ConflictPolicy.Named;
import io.relata.transforms.survey.PlaceValues.Part;
import io.relata.transforms.survey.PlaceValues.Taken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Walks a plan beside a survey and counts the ids that each key column gives in each split. */
final class IdCount {

    private final RelationalPlan plan;
    private final Conflicts conflicts;
    private final List<Map<Integer, Integer>> keyNumbers = new ArrayList<>();
    private final TreeMap<Integer, long[]> bySplit = new TreeMap<>();
    private final int keys;

    IdCount(RelationalPlan plan, Conflicts conflicts) {
        this.plan = plan;
        this.conflicts = conflicts;
        int next = 0;
        for (PlannedTable table : plan.tables()) {
            Map<Integer, Integer> numbers = new HashMap<>();
            for (int column = 0; column < table.columns().size(); column++) {
                if (table.columns().get(column).role() == PlannedColumn.Role.KEY) {
                    numbers.put(column, next++);
                }
            }
            keyNumbers.add(numbers);
        }
        keys = next;
    }

    FirstIds firstIds(Survey survey) {
        if (!survey.countsSplits()) {
            throw refused("the counts by split would have taken too much memory", ValuePath.RECORD);
        }
        struct(plan.walk(), PlaceValues.of(survey.root()), ValuePath.RECORD, 0);
        int[] splits = bySplit.keySet().stream().mapToInt(split -> split).toArray();
        long[][] given = bySplit.values().toArray(long[][]::new);
        for (int i = 1; i < given.length; i++) {
            for (int key = 0; key < keys; key++) {
                given[i][key] += given[i - 1][key];
            }
        }
        return new FirstIds(splits, given, keys);
    }

    private void visit(Walk walk, PlaceValues values, ValuePath path, int table) {
        if (walk instanceof Walk.Struct struct) {
            struct(struct, values, path, table);
        } else if (walk instanceof Walk.Array array) {
            array(array, values, path, table, takesSingles(path));
        } else if (walk instanceof Walk.NamedEntries entries) {
            namedEntries(entries, values, path, table);
        } else if (walk instanceof Walk.Entries map) {
            throw refused("members of objects were not counted as entries of a map", path);
        }
    }

    private void struct(Walk.Struct struct, PlaceValues values, ValuePath path, int table) {
        boolean areVariants = Variants.are(struct.from());
        for (Walk.Member member : struct.members()) {
            StructField field = struct.from().fields()[member.ordinal()];
            if (!areVariants) {
                visit(member.value(), values.member(field.name()), path.member(field.name()), table);
            } else if (member.value() instanceof Walk.Array array) {
                array(array, values, path, table, false);
            } else {
                visit(member.value(), values, path, table);
            }
        }
    }

    private boolean takesSingles(ValuePath path) {
        Optional<ConflictPolicy> policy = conflicts.policy(path.text());
        boolean leavesSinglesOut = policy.filter(each -> each == Named.RESCUE
                        || each == Named.REJECT
                        || each instanceof ConflictPolicy.Cast
                        || each instanceof ConflictPolicy.Project)
                .isPresent();
        return !leavesSinglesOut;
    }

    private void array(Walk.Array array, PlaceValues values, ValuePath path, int table, boolean takesSingles) {
        boolean skipsEmpty = array.emptyArrays() == EmptyArrays.NULL;
        for (Part part : values.parts()) {
            add(part, key(table, array.key()), row -> {
                long arrays = part.taken() == Taken.ALL ? row.arrays() - (skipsEmpty ? row.emptyArrays() : 0) : 0;
                return arrays + (takesSingles ? row.singles() : 0);
            });
        }
        PlaceValues elements = takesSingles ? values.elementsAndSingles() : values.elements();
        visit(array.element(), elements, path.element(), array.table());
    }

    private void namedEntries(Walk.NamedEntries entries, PlaceValues values, ValuePath path, int table) {
        boolean skipsBlank = entries.emptyArrays() == EmptyArrays.NULL;
        boolean leavesKeysOut = entries.names().size() < entries.from().size() || values.otherMembers() > 0;
        if (skipsBlank && leavesKeysOut) {
            throw refused("objects were counted with all their members, and the plan leaves some out", path);
        }
        for (Part part : values.parts()) {
            add(
                    part,
                    key(table, entries.key()),
                    row -> row.objects() - (skipsBlank ? row.blankObjects() : 0));
        }
        StructType from = entries.from();
        for (Walk.Member member : entries.fields()) {
            String name = from.fields()[member.ordinal()].name();
            visit(member.value(), values.member(name), path.member(name), entries.table());
        }
    }

    private int key(int table, int column) {
        return keyNumbers.get(table).get(column);
    }

    private void add(Part part, int key, ToLongFunction<SplitCounts.Row> count) {
        for (SplitCounts.Row row : part.place().splits().rows()) {
            bySplit.computeIfAbsent(row.split(), ignored -> new long[keys])[key] += count.applyAsLong(row);
        }
    }

    private static RelataException refused(String why, ValuePath path) {
        return RelataException.failed(new Problem(
                "Cannot number arrays without gaps",
                "path " + path.shown(),
                why,
                "Name a key for the documents, so that ids are hashes, or set emptyArrays to KEY"));
    }
}
