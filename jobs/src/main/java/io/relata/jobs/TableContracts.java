package io.relata.jobs;

import io.relata.jobs.config.Contract;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.TableSpec;
import io.relata.transforms.plan.PublishedTables;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a job promises of each relationalized table: what it says of the table itself, or else of the nearest one above
 * that it says something of, or else of all. Tables go by where their rows come from, as
 * {@link PublishedTables.Table#path} has it.
 */
final class TableContracts {

    private static final String ENTRIES = "{}";
    private static final String IN_ENTRY = "{value}";

    private final Contract ofJob;
    private final Set<String> paths = new LinkedHashSet<>();
    private final Map<String, Contract> said = new LinkedHashMap<>();

    private TableContracts(Contract ofJob) {
        this.ofJob = ofJob;
    }

    static TableContracts of(JobFile job, List<PublishedTables.Table> tables) {
        TableContracts contracts = new TableContracts(job.contract());
        tables.forEach(table -> {
            contracts.paths.add(table.path());
            spec(job, table.logicalName(), table.givenName())
                    .contract()
                    .ifPresent(contract -> contracts.said.put(table.path(), contract));
        });
        return contracts;
    }

    /** What the job file says of a table, which it may call by either name. */
    static TableSpec spec(JobFile job, String logicalName, String givenName) {
        return job.tables().getOrDefault(logicalName, job.tables().getOrDefault(givenName, TableSpec.NONE));
    }

    Contract at(String path) {
        return Optional.ofNullable(said.get(path))
                .or(() -> above(path).map(this::at))
                .orElse(ofJob);
    }

    /** The nearest table above; empty for the root. */
    Optional<String> above(String path) {
        return paths.stream().filter(other -> isAbove(other, path)).max(Comparator.comparingInt(String::length));
    }

    /** A path that ends a table's rows goes on in those of the tables below it; that of a map's entries in their values. */
    private static boolean isAbove(String other, String path) {
        String within =
                other.endsWith(ENTRIES) ? other.substring(0, other.length() - ENTRIES.length()) + IN_ENTRY : other;
        return !other.equals(path) && path.startsWith(within);
    }
}
