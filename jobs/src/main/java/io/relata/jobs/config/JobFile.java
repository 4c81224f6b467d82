package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import io.relata.jobs.source.jdbc.Window;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A job as its file says it: checked, with every default filled in and every path resolved. Immutable; maps keep the
 * order of the file.
 *
 * @param name letters, digits, dots, dashes and underscores; safe as a file name
 * @param sources by name, at least one
 * @param relationalize empty where nothing is nested
 * @param tables by logical table name; a table that is not named here keeps its name, columns and files
 * @param derive by the name of the table that the query gives
 * @param target where the tables go
 * @param catalog where the tables are registered
 * @param warehouse empty where none is kept
 * @param contract what may change of what is published
 * @param checks by name, what must hold before the tables are published
 * @param maxRejects the most records that may be rejected before the run fails
 * @param lineage empty where nobody is told
 */
public record JobFile(
        String name,
        Map<String, SourceSpec> sources,
        Optional<RelationalizeSpec> relationalize,
        Map<String, TableSpec> tables,
        Map<String, DeriveSpec> derive,
        TargetSpec target,
        CatalogSpec catalog,
        Optional<WarehouseSpec> warehouse,
        Contract contract,
        Map<String, CheckSpec> checks,
        long maxRejects,
        Optional<LineageSpec> lineage) {

    public JobFile {
        requireNonNull(name, "name");
        sources = Ordered.copy(sources);
        requireNonNull(relationalize, "relationalize");
        tables = Ordered.copy(tables);
        derive = Ordered.copy(derive);
        requireNonNull(target, "target");
        requireNonNull(catalog, "catalog");
        requireNonNull(warehouse, "warehouse");
        requireNonNull(contract, "contract");
        checks = Ordered.copy(checks);
        requireNonNull(lineage, "lineage");
    }

    /** Whether a database is asked for a window of time, or a condition on what is published names one. */
    public boolean isWindowed() {
        return mergeRules().anyMatch(MergeRule::isWindowed)
                || sources.values().stream()
                        .anyMatch(source -> source instanceof SourceSpec.Jdbc jdbc && jdbc.isWindowed());
    }

    /** Whether published documents are removed that a run does not have. */
    public boolean removesMissing() {
        return mergeRules().anyMatch(rule -> rule.deleteMissing().isPresent());
    }

    private Stream<MergeRule> mergeRules() {
        return Stream.concat(
                relationalize.stream().map(RelationalizeSpec::merge),
                tables.values().stream().map(TableSpec::merge));
    }

    /**
     * This job over other input, its tables and their catalog in a folder of this machine, without its warehouse and
     * without lineage.
     *
     * @param input takes the place of {@link #sources}
     */
    public JobFile over(Map<String, SourceSpec> input, String folder) {
        return new JobFile(
                name,
                input,
                relationalize,
                tables,
                derive,
                target.at(folder + "/target"),
                new CatalogSpec.Local(catalog.database(), folder + "/catalog"),
                Optional.empty(),
                contract,
                checks,
                maxRejects,
                Optional.empty());
    }

    /** This job with another source in place of the one of this name. */
    public JobFile with(String source, SourceSpec spec) {
        Map<String, SourceSpec> others = new LinkedHashMap<>(sources);
        others.replace(source, spec);
        return new JobFile(
                name,
                others,
                relationalize,
                tables,
                derive,
                target,
                catalog,
                warehouse,
                contract,
                checks,
                maxRejects,
                lineage);
    }

    /**
     * This job for these times.
     *
     * @throws io.relata.RelataException when it names a time that is not among them
     */
    public JobFile within(Window window) {
        Map<String, SourceSpec> windowed = new LinkedHashMap<>(sources);
        windowed.replaceAll((source, spec) -> spec instanceof SourceSpec.Jdbc jdbc
                ? new SourceSpec.Jdbc(
                        jdbc.url(), jdbc.login(), jdbc.records(), jdbc.options().withWindow(window))
                : spec);
        Map<String, TableSpec> merged = new LinkedHashMap<>(tables);
        merged.replaceAll((table, spec) -> spec.within(window));
        return new JobFile(
                name,
                windowed,
                relationalize.map(spec -> spec.within(window)),
                merged,
                derive,
                target,
                catalog,
                warehouse,
                contract,
                checks,
                maxRejects,
                lineage);
    }
}
