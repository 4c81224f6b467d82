package io.relata.transforms.shred;

import io.relata.transforms.plan.OptionPath;
import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions.TableOptions;
import io.relata.transforms.plan.RelationalizeOptions.Voids;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a job's own choices leave out, whether a sample shows it or not. */
final class LeftOut {

    private final Set<String> excluded;
    private final List<Boolean> selects = new ArrayList<>();
    private final List<Set<String>> columns = new ArrayList<>();
    private final boolean keepsVoids;

    LeftOut(RelationalPlan plan) {
        excluded = plan.options().exclude().stream().map(OptionPath::normal).collect(Collectors.toSet());
        keepsVoids = plan.options().voids() == Voids.TEXT;
        for (PlannedTable table : plan.tables()) {
            TableOptions options = plan.options()
                    .tables()
                    .getOrDefault(
                            table.logicalName(), plan.options().tables().getOrDefault(table.name(), TableOptions.NONE));
            selects.add(!options.select().isEmpty());
            columns.add(
                    table.columns().stream().map(PlannedColumn::path).collect(Collectors.toCollection(HashSet::new)));
        }
    }

    /** Whether the value here is excluded. */
    boolean path(String path) {
        return excluded.contains(path);
    }

    /** Whether the table takes only the columns that the job names. */
    boolean unnamed(int table) {
        return selects.get(table);
    }

    /** Whether nobody wants the column of a value that was null all over the sample. */
    boolean voids(int table, String path) {
        return keepsVoids ? !columns.get(table).contains(OptionPath.json(path)) : unnamed(table);
    }
}
