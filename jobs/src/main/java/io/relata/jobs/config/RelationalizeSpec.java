package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import io.relata.jobs.source.jdbc.Window;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.SurveyOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one source's nested records become tables. The parts mean what the parts of the same name mean in
 * {@link RelationalizeOptions}.
 *
 * @param source the name of the source
 * @param root the root table's logical name
 * @param merge how documents are merged, where they are
 * @param conflicts what becomes of values of several kinds at one path
 * @param surveyed what becomes of values for which JSON has no type of its own
 */
public record RelationalizeSpec(
        String source,
        String root,
        List<String> key,
        MergeRule merge,
        List<String> propagate,
        RelationalizeOptions.Naming naming,
        RelationalizeOptions.CaseTwins caseTwins,
        RelationalizeOptions.EmptyArrays emptyArrays,
        RelationalizeOptions.Maps maps,
        RelationalizeOptions.Voids voids,
        List<String> json,
        List<String> asMap,
        List<String> exclude,
        List<String> sizes,
        List<String> presence,
        RelationalizeOptions.Limits limits,
        Conflicts conflicts,
        SurveyOptions surveyed) {

    public RelationalizeSpec {
        requireNonNull(source, "source");
        requireNonNull(root, "root");
        key = List.copyOf(key);
        requireNonNull(merge, "merge");
        propagate = List.copyOf(propagate);
        requireNonNull(naming, "naming");
        requireNonNull(caseTwins, "caseTwins");
        requireNonNull(emptyArrays, "emptyArrays");
        requireNonNull(maps, "maps");
        requireNonNull(voids, "voids");
        json = List.copyOf(json);
        asMap = List.copyOf(asMap);
        exclude = List.copyOf(exclude);
        sizes = List.copyOf(sizes);
        presence = List.copyOf(presence);
        requireNonNull(limits, "limits");
        requireNonNull(conflicts, "conflicts");
        requireNonNull(surveyed, "surveyed");
    }

    RelationalizeSpec within(Window window) {
        return new RelationalizeSpec(
                source,
                root,
                key,
                merge.within(window),
                propagate,
                naming,
                caseTwins,
                emptyArrays,
                maps,
                voids,
                json,
                asMap,
                exclude,
                sizes,
                presence,
                limits,
                conflicts,
                surveyed);
    }

    /** Whether a logical table name is the root's or may be a child's. */
    public boolean owns(String table) {
        return table.equals(root) || table.startsWith(root + "_");
    }

    /**
     * The options to plan with.
     *
     * @param tables the job's tables; those that this relationalization cannot make are left out
     */
    public RelationalizeOptions options(Map<String, TableSpec> tables) {
        Map<String, RelationalizeOptions.TableOptions> owned = new LinkedHashMap<>();
        tables.forEach((name, table) -> {
            if (owns(name)) {
                owned.put(name, table.options());
            }
        });
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
                owned);
    }
}
