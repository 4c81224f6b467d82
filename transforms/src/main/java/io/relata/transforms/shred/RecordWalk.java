package io.relata.transforms.shred;

import io.relata.transforms.plan.RelationalPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
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
    private final TaskTable rootTable;
    private final TaskTable rejectsTable;
    private final TaskTable keysTable;
    private final Optional<KeyText> keyText;
    private final RejectedRow rejectedRow = new RejectedRow();
    private InternalRow record = InternalRow.empty();
    private long records;
    private long rejected;

    RecordWalk(RelationalPlan plan, RecordLayout layout, int partition, List<TaskTable> tables) {
        this.layout = layout;
        this.keyText = plan.key().map(key -> new KeyText(key, plan, layout));
        StepCompiler compiler = new StepCompiler(plan, layout, partition, keyText, tables, () -> record);
        this.root = compiler.root();
        this.children = compiler.children();
        this.ids = compiler.ids();
        this.rootTable = tables.get(0);
        this.rejectsTable = tables.get(plan.tables().size());
        this.keysTable = tables.get(plan.tables().size() + 1);
    }

    @Override
    public void take(InternalRow row) throws IOException {
        records++;
        if (layout.rejected().isPresent() && !row.isNullAt(layout.rejected().getAsInt())) {
            rejected++;
            rejectsTable.write(rejectedRow.of(row, layout.rejected().getAsInt()));
            return;
        }
        record = row;
        ids.record(row);
        if (keyText.isPresent()) {
            Binary key = Binary.fromString(keyText.get().of(row));
            keysTable.write(keyRow -> {
                keyRow.startField(DocumentKeys.COLUMN, 0);
                keyRow.addBinary(key);
                keyRow.endField(DocumentKeys.COLUMN, 0);
            });
        }
        rootTable.write(this::fillRoot);
    }

    private void fillRoot(RecordConsumer row) {
        root.writeMembers(record, row);
    }

    @Override
    public Counts counts() {
        List<Long> elements = new ArrayList<>();
        elements.add(records - rejected);
        children.forEach(child -> elements.add(child.called()));
        return new Counts(records, rejected, elements);
    }
}
