package io.relata.transforms.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Makes a plan in four steps: draft what the schema can become, name it, choose from it, number what is left. */
final class Planning {

    private final StructType source;
    private final RelationalizeOptions options;
    private final PublishedTables published;
    private final Problems problems = new Problems();

    Planning(StructType source, RelationalizeOptions options, PublishedTables published) {
        this.source = source;
        this.options = options;
        this.published = published;
    }

    RelationalPlan plan() {
        SchemaGuard.check(source);
        PathChoices paths = PathChoices.of(options, problems);
        Draft draft = SchemaWalk.draft(source, options, paths, problems);
        paths.refuseUnmet(source, problems);
        RootColumns root = new RootColumns(draft.root(), KnownNames.of(draft, published, options), problems);
        List<DraftColumn> key = root.named("key", options.key());
        List<DraftColumn> propagated = root.named("propagate", options.propagate());
        draft.tables().stream().skip(1).forEach(table -> table.propagate(propagated));

        List<String> notes = new ArrayList<>(draft.notes());
        KnownNames known = KnownNames.of(draft, published, options);
        List<TableNames> named = Naming.name(draft, options, known, notes);
        List<ChosenTable> tables = TableChoices.choose(named, options.tables(), known, problems);
        PlanLimits.check(tables, options.limits(), problems);
        problems.refuseIfAny();

        notes.addAll(CaseFolding.notes(tables));
        return new RelationalPlan(
                source,
                options,
                published,
                tables.stream().map(ChosenTable::planned).toList(),
                walk(draft, tables),
                documentKey(key, draft),
                propagated.stream()
                        .map(column -> propagation(RootValue.of(column, draft.record()), tables))
                        .toList(),
                notes);
    }

    private Walk.Struct walk(Draft draft, List<ChosenTable> chosen) {
        Map<DraftTable, Integer> tables = new HashMap<>();
        Map<DraftColumn, Integer> columns = new HashMap<>();
        Map<DraftColumn, DataType> written = new HashMap<>();
        for (ChosenTable table : chosen) {
            tables.put(table.table(), tables.size());
            for (int i = 0; i < table.columns().size(); i++) {
                ChosenColumn column = table.columns().get(i);
                columns.put(column.column(), i);
                written.put(column.column(), column.type());
            }
        }
        return new WalkNumbering(columns, tables, written, options.emptyArrays()).record(draft.record());
    }

    private Optional<DocumentKey> documentKey(List<DraftColumn> key, Draft draft) {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        List<RootValue> values =
                key.stream().map(column -> RootValue.of(column, draft.record())).toList();
        return Optional.of(new DocumentKey(
                values.stream()
                        .map(value -> value.column().path().logicalName())
                        .toList(),
                values.stream().map(RootValue::ordinals).toList(),
                values.stream().map(RootValue::type).toList()));
    }

    private static Propagation propagation(RootValue value, List<ChosenTable> tables) {
        List<Integer> columns = new ArrayList<>(tables.size());
        DataType to = value.type();
        for (ChosenTable table : tables) {
            int position = -1;
            for (int i = 0; i < table.columns().size(); i++) {
                ChosenColumn column = table.columns().get(i);
                if (column.column().original().orElse(column.column()) == value.column()) {
                    position = i;
                    to = column.type();
                }
            }
            columns.add(position);
        }
        return new Propagation(value.ordinals(), value.type(), to, columns);
    }
}
