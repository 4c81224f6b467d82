package io.relata.transforms.shred;

import io.relata.transforms.columns.TableBatch;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.Propagation;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import io.relata.transforms.plan.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** Binds a plan's walk to the tables of one task. */
final class StepCompiler {

    private final RelationalPlan plan;
    private final RecordLayout layout;
    private final TaskTables tables;
    private final List<ChildTable> children = new ArrayList<>();
    private final KeyColumns keys;
    private final Supplier<InternalRow> record;
    private final ArrayIds ids;
    private final Optional<RecordNumber> number;

    StepCompiler(
            RelationalPlan plan,
            RecordLayout layout,
            int partition,
            long[] idsAfter,
            Optional<KeyText> keyText,
            TaskTables tables,
            Supplier<InternalRow> record,
            Optional<RecordNumber> number) {
        this.plan = plan;
        this.layout = layout;
        this.tables = tables;
        this.record = record;
        this.number = number;
        this.keys = KeyColumns.of(plan);
        this.ids = keyText.isPresent()
                ? new HashIds(plan.tables().get(0).logicalName(), keys.names())
                : SequenceIds.ofTask(partition, idsAfter);
        for (int table = 1; table < plan.tables().size(); table++) {
            children.add(new ChildTable(plan.tables().get(table), tables.table(table), ids, propagatedInto(table)));
        }
    }

    private List<ChildTable.RootCopy> propagatedInto(int table) {
        List<ChildTable.RootCopy> copies = new ArrayList<>();
        for (Propagation propagation : plan.propagated()) {
            int column = propagation.columns().get(table);
            if (column >= 0) {
                FieldPath path = new FieldPath(plan.source(), propagation.ordinals(), layout);
                Step step = ScalarStep.copying(
                        plan.tables().get(table), batch(table), column, propagation.from(), propagation.to());
                copies.add(row -> path.ifPresent(record.get(), (struct, ordinal) -> step.write(struct, ordinal, row)));
            }
        }
        number.ifPresent(counted -> copies.add(counted.into(plan.tables().get(table), batch(table))));
        return copies;
    }

    ArrayIds ids() {
        return ids;
    }

    /** The child tables, the plan's tables without the root. */
    List<ChildTable> children() {
        return children;
    }

    StructStep root() {
        return struct(plan.walk(), 0, layout);
    }

    private Step step(Walk walk, int table) {
        PlannedTable at = plan.tables().get(table);
        if (walk instanceof Walk.Scalar scalar) {
            return ScalarStep.copying(at, batch(table), scalar.column(), scalar.from(), scalar.to());
        }
        if (walk instanceof Walk.Json json) {
            return ScalarStep.json(batch(table), json.column(), json.from());
        }
        if (walk instanceof Walk.Struct struct) {
            return struct(struct, table, new RecordLayout(OptionalInt.empty()));
        }
        if (walk instanceof Walk.Array array) {
            return new ArrayStep(
                    child(array.table()),
                    parent(table, array.key(), array.size()),
                    array.emptyArrays(),
                    step(array.element(), array.table()));
        }
        if (walk instanceof Walk.Entries map) {
            return new EntriesStep(
                    child(map.table()),
                    parent(table, map.key(), map.size()),
                    map.emptyArrays(),
                    step(map.entryKey(), map.table()),
                    step(map.entryValue(), map.table()));
        }
        if (walk instanceof Walk.NamedEntries entries) {
            return named(entries, parent(table, entries.key(), entries.size()), entries.emptyArrays());
        }
        return Nothing.STEP;
    }

    private NamedEntriesStep named(Walk.NamedEntries entries, ChildRowsStep.ParentColumns parent, EmptyArrays empty) {
        return new NamedEntriesStep(
                child(entries.table()),
                parent,
                empty,
                entries.from().size(),
                batch(entries.table()).bytes(entries.entryKey()),
                entries.names().toArray(String[]::new),
                entries.fields().stream().mapToInt(Walk.Member::ordinal).toArray(),
                entries.fields().stream()
                        .map(field -> step(field.value(), entries.table()))
                        .toArray(Step[]::new));
    }

    private StructStep struct(Walk.Struct struct, int table, RecordLayout fields) {
        List<StructStep.MemberStep> members = new ArrayList<>();
        for (Walk.Member member : struct.members()) {
            if (member.value() instanceof Walk.Twins twins) {
                int[] ordinals =
                        twins.ordinals().stream().mapToInt(fields::position).toArray();
                members.add(new StructStep.MemberStep(ordinals, step(twins.value(), table)));
            } else {
                int[] ordinals = {fields.position(member.ordinal())};
                members.add(new StructStep.MemberStep(ordinals, step(member.value(), table)));
            }
        }
        StructStep.PresenceMark mark = struct.presence().isPresent()
                ? StructStep.PresenceMark.in(
                        batch(table).numbers(struct.presence().getAsInt()))
                : StructStep.PresenceMark.NONE;
        return new StructStep(struct.from().size(), members, mark);
    }

    private ChildTable child(int table) {
        return children.get(table - 1);
    }

    private ChildRowsStep.ParentColumns parent(int table, int key, OptionalInt size) {
        return new ChildRowsStep.ParentColumns(
                batch(table).numbers(key),
                keys.number(table, key),
                size.isPresent() ? Optional.of(batch(table).numbers(size.getAsInt())) : Optional.empty());
    }

    private TableBatch batch(int table) {
        return tables.table(table).batch();
    }

    /** What becomes of a value nobody wants. */
    private static final class Nothing extends Step {

        private static final Nothing STEP = new Nothing();

        @Override
        void write(SpecializedGetters values, int ordinal, int row) {
            // nobody wants it
        }
    }
}
