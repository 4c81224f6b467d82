package io.relata.transforms.shred;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.relata.transforms.columns.TableBatch;
import io.relata.transforms.plan.RelationalPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * One task's walk over its records: each becomes rows of all tables in one go, so root and children cannot disagree.
 * After the plan's tables come two more: the rejected records, and the document keys.
 */
final class RecordWalk implements TaskWork.Run {

    private final RecordLayout layout;
    private final ArrayIds ids;
    private final StructStep root;
    private final List<ChildTable> children;
    private final TaskTables tables;
    private final TableBatch rootRows;
    private final TableBatch keyRows;
    private final Optional<KeyText> keyText;
    private final RejectedRow rejectedRow;
    private final RecordNumber number;
    private final List<ChildTable.RootCopy> rootCopies;
    private InternalRow record = InternalRow.empty();
    private long records;
    private long rejected;

    /** @param idsAfter by key column the last id that earlier runs gave */
    RecordWalk(
            RelationalPlan plan,
            RecordLayout layout,
            int partition,
            long[] idsAfter,
            SharedKeys sharedKeys,
            TaskTables tables) {
        this.layout = layout;
        this.keyText = plan.key().map(key -> new KeyText(key, plan, layout));
        this.number = new RecordNumber(partition);
        boolean isNumbered = sharedKeys == SharedKeys.NUMBERED;
        StepCompiler compiler = new StepCompiler(
                plan,
                layout,
                partition,
                idsAfter,
                keyText,
                tables,
                () -> record,
                isNumbered ? Optional.of(number) : Optional.empty());
        this.root = compiler.root();
        this.children = compiler.children();
        this.ids = compiler.ids();
        this.tables = tables;
        this.rootRows = tables.table(0).batch();
        this.rootCopies = isNumbered ? List.of(number.into(plan.tables().get(0), rootRows)) : List.of();
        this.rejectedRow = new RejectedRow(tables.table(plan.tables().size()).batch());
        this.keyRows = tables.table(plan.tables().size() + 1).batch();
    }

    @Override
    public void take(InternalRow row) throws IOException {
        records++;
        if (layout.rejected().isPresent() && !row.isNullAt(layout.rejected().getAsInt())) {
            rejected++;
            rejectedRow.add(row, layout.rejected().getAsInt());
        } else {
            walk(row);
        }
        tables.writeLargeBatches();
    }

    private void walk(InternalRow row) {
        record = row;
        ids.mark();
        if (keyText.isPresent()) {
            String key = keyText.get().of(row);
            keyRows.bytes(0).setCopy(keyRows.beginRow(), key.getBytes(UTF_8));
            ids.record(key);
        }
        int rootRow = rootRows.beginRow();
        rootCopies.forEach(copy -> copy.set(rootRow));
        root.writeMembers(row, rootRow);
        number.next();
    }

    @Override
    public Counts counts() {
        ids.mark();
        List<Long> elements = new ArrayList<>();
        elements.add(records - rejected);
        children.forEach(child -> elements.add(child.called()));
        return new Counts(records, rejected, elements, ids.last());
    }
}
