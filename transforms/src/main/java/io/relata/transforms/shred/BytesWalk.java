package io.relata.transforms.shred;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.relata.transforms.columns.NumberValues;
import io.relata.transforms.columns.TableBatch;
import io.relata.transforms.json.Framing;
import io.relata.transforms.json.JsonInput;
import io.relata.transforms.json.JsonReject;
import io.relata.transforms.json.JsonValue;
import io.relata.transforms.json.RecordPlace;
import io.relata.transforms.json.RecordScanner;
import io.relata.transforms.json.Rejects;
import io.relata.transforms.json.ValueLimit;
import io.relata.transforms.json.WholeRecord;
import io.relata.transforms.json.WholeRecordParser;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One split's walk over the bytes of its records: each becomes rows of all tables in one go. A record that the scanner
 * refuses is taken back, parsed completely and walked again; both ways fill the same batches.
 */
final class BytesWalk implements RecordScanner {

    private final TaskTables tables;
    private final TableBatch[] batches;
    private final int[] rowsAtMark;
    private final ArrayIds ids;
    private final List<ChildTable> children = new ArrayList<>();
    private final Place.ObjectPlace root;
    private final ByteScanner scanner;
    private final ValueWalk walk;
    private final WholeRecordParser parser;
    private final ValueLimit valueLimit;
    private final Optional<JsonKeyText> keyText;
    private final TableBatch rejectRows;
    private final TableBatch keyRows;
    private final List<PropagatedValue> propagated;
    private final Optional<RootFields> rootFields;
    private final RecordNumber number;
    private final List<ChildTable.RootCopy> rootCopies;
    private byte[] input = new byte[0];
    private long records;
    private long rejected;

    /** @param idsAfter by key column the last id that earlier runs gave */
    BytesWalk(
            RelationalPlan plan,
            JsonRecords read,
            int split,
            long[] idsAfter,
            SharedKeys sharedKeys,
            TaskTables tables) {
        JsonInput source = read.input();
        this.tables = tables;
        this.batches = new TableBatch[plan.tables().size()];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = tables.table(i).batch();
        }
        this.rowsAtMark = new int[batches.length];
        this.rejectRows = tables.table(batches.length).batch();
        this.keyRows = tables.table(batches.length + 1).batch();
        KeyColumns keys = KeyColumns.of(plan);
        this.keyText = plan.key().map(key -> new JsonKeyText(key, plan.source()));
        this.ids = plan.key().isPresent()
                ? new HashIds(plan.tables().get(0).logicalName(), keys.names())
                : read.idsBefore().ofSplit(split, idsAfter);
        this.propagated = plan.propagated().stream()
                .map(propagation -> new PropagatedValue(propagation, plan.source()))
                .toList();
        boolean isNumbered = sharedKeys == SharedKeys.NUMBERED;
        this.number = new RecordNumber(split);
        this.rootCopies = isNumbered ? List.of(number.into(plan.tables().get(0), batches[0])) : List.of();
        for (int table = 1; table < batches.length; table++) {
            int position = table;
            PlannedTable planned = plan.tables().get(table);
            TaskTable target = tables.table(table);
            List<ChildTable.RootCopy> copies = new ArrayList<>();
            propagated.forEach(value -> value.into(position, planned, target).ifPresent(copies::add));
            if (isNumbered) {
                copies.add(number.into(planned, target.batch()));
            }
            children.add(new ChildTable(planned, target, ids, copies));
        }
        PlaceCompiler compiler = new PlaceCompiler(plan, read, tables, keys, children);
        this.root = compiler.root();
        OptionalInt rescued = compiler.rescuedColumn();
        this.walk = new ValueWalk(
                ids, rescued.isPresent() ? Optional.of(batches[0].bytes(rescued.getAsInt())) : Optional.empty());
        this.scanner =
                new ByteScanner(ids, source.limits().depth(), source.limits().numberLength());
        this.parser = new WholeRecordParser(source.limits(), source.lenient());
        this.valueLimit = ValueLimit.of(source.limits());
        this.rootFields = rootFields(source);
    }

    private Optional<RootFields> rootFields(JsonInput source) {
        List<List<String>> fields = new ArrayList<>();
        keyText.ifPresent(key -> fields.addAll(key.fields()));
        propagated.forEach(value -> fields.add(value.field()));
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new RootFields(
                        fields, source.limits().depth(), source.limits().numberLength()));
    }

    @Override
    public void framing(Framing framing) {
        scanner.framing(framing);
    }

    @Override
    public int scan(byte[] bytes, int start, int limit) {
        input = bytes;
        if (valueLimit.mayBeExceeded(bytes, start, limit)) {
            return REFUSED;
        }
        Optional<String> key = Optional.empty();
        if (rootFields.isPresent()) {
            Optional<JsonValue.ObjectValue> fields = rootFields.get().read(bytes, start, limit);
            if (fields.isEmpty()) {
                return REFUSED;
            }
            key = begin(fields.get());
        }
        mark();
        int end = scanner.record(bytes, start, limit, root, beginRoot());
        if (end < 0) {
            takeBack();
            return REFUSED;
        }
        end(key);
        return end;
    }

    @Override
    public void judge(byte[] bytes, int start, int end, RecordPlace place) {
        WholeRecord parsed = parser.parse(bytes, start, end);
        if (parsed instanceof WholeRecord.Refused refused) {
            reject(new JsonReject(Rejects.raw(bytes, start, end), refused.reason(), refused.detail(), place));
            return;
        }
        JsonValue.ObjectValue record = ((WholeRecord.Good) parsed).value();
        Optional<String> key = begin(record);
        mark();
        try {
            walk.record(record, root, beginRoot());
            end(key);
        } catch (RecordRejected rejection) {
            takeBack();
            reject(new JsonReject(Rejects.raw(bytes, start, end), rejection.reason(), rejection.detail(), place));
        }
    }

    /** Takes note of what ids and child rows need of a record, and gives its key. */
    private Optional<String> begin(JsonValue.ObjectValue record) {
        propagated.forEach(value -> value.record(record));
        Optional<String> key = keyText.map(text -> text.of(record));
        key.ifPresent(ids::record);
        return key;
    }

    private int beginRoot() {
        int row = batches[0].beginRow();
        for (ChildTable.RootCopy copy : rootCopies) {
            copy.set(row);
        }
        return row;
    }

    private void end(Optional<String> key) {
        key.ifPresent(text -> keyRows.bytes(0).setCopy(keyRows.beginRow(), text.getBytes(UTF_8)));
        records++;
        number.next();
    }

    private void mark() {
        for (int i = 0; i < batches.length; i++) {
            rowsAtMark[i] = batches[i].rows();
        }
        ids.mark();
        for (ChildTable child : children) {
            child.mark();
        }
    }

    private void takeBack() {
        for (int i = 0; i < batches.length; i++) {
            batches[i].takeBack(rowsAtMark[i]);
        }
        ids.takeBack();
        for (ChildTable child : children) {
            child.takeBack();
        }
    }

    @Override
    public void reject(JsonReject reject) {
        records++;
        rejected++;
        int row = rejectRows.beginRow();
        rejectRows.bytes(0).setCopy(row, reject.raw().getBytes(UTF_8));
        rejectRows.bytes(1).setCopy(row, reject.reason().name().getBytes(UTF_8));
        rejectRows.bytes(2).setCopy(row, reject.detail().getBytes(UTF_8));
        rejectRows.bytes(3).setCopy(row, reject.place().file().getBytes(UTF_8));
        NumberValues positions = rejectRows.numbers(4);
        reject.place().position().ifPresent(position -> positions.set(row, position));
    }

    @Override
    public void release() throws IOException {
        tables.writeBatches(input);
    }

    Counts counts() {
        ids.mark();
        List<Long> elements = new ArrayList<>();
        elements.add(records - rejected);
        children.forEach(child -> elements.add(child.called()));
        return new Counts(records, rejected, elements, ids.last());
    }
}
