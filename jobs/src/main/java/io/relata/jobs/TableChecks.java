package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.CheckRule;
import io.relata.jobs.config.CheckSpec;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.publish.StagedTable;
import io.relata.jobs.report.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Holds the tables of a run to the job's checks. All rules are looked at, whatever comes of the first. */
final class TableChecks {

    private final JobFile job;
    private final Map<String, CheckedTable> tables = new HashMap<>();

    /** @throws RelataException when a check names what the run has not written, or compares what cannot be compared */
    TableChecks(JobFile job, SparkSession spark, List<StagedTable> staged) {
        this.job = job;
        CheckNames.staged(staged).require(job.checks());
        staged.forEach(table -> tables.put(table.name().table(), new CheckedTable(table.definition(), spark)));
        job.checks()
                .forEach((name, check) ->
                        check.rules().forEach(rule -> new CheckTypes(name, check.table(), this::table).require(rule)));
    }

    /** What came of each rule, in the order of the job file. */
    List<Check> results() {
        Map<String, List<CheckRule>> byTable = new LinkedHashMap<>();
        job.checks()
                .values()
                .forEach(check -> byTable.computeIfAbsent(key(check.table()), table -> new ArrayList<>())
                        .addAll(check.rules()));
        Map<String, Map<CheckRule, Long>> broken = new HashMap<>();
        byTable.forEach((table, rules) -> broken.put(table, table(table).broken(rules, this::table)));
        List<Check> results = new ArrayList<>();
        job.checks()
                .forEach((name, check) -> check.rules().forEach(rule -> {
                    long rows =
                            broken.getOrDefault(key(check.table()), Map.of()).getOrDefault(rule, 0L);
                    results.add(new Check(name, key(check.table()), rule.text(), outcome(check, rows), rows));
                }));
        return results;
    }

    private CheckedTable table(String name) {
        CheckedTable table = tables.get(key(name));
        if (table == null) {
            throw new IllegalStateException("No table " + name + " was written");
        }
        return table;
    }

    private static String key(String table) {
        return table.toLowerCase(Locale.ROOT);
    }

    private static Check.Outcome outcome(CheckSpec check, long rows) {
        if (rows == 0) {
            return Check.Outcome.PASSED;
        }
        return switch (check.onBreach()) {
            case FAIL -> Check.Outcome.FAILED;
            case WARN -> Check.Outcome.WARNED;
        };
    }

    /** @throws RelataException of kind {@link RelataException.Kind#CONTRACT} that names every broken rule */
    static void require(JobFile job, List<Check> results) {
        if (results.stream().noneMatch(check -> check.outcome() == Check.Outcome.FAILED)) {
            return;
        }
        List<String> broken = results.stream()
                .filter(check -> check.outcome() != Check.Outcome.PASSED)
                .map(check -> check.breach() + (check.outcome() == Check.Outcome.WARNED ? " (which only warns)" : ""))
                .toList();
        throw new RelataException(
                RelataException.Kind.CONTRACT,
                new Problem(
                        "Cannot publish " + job.name(),
                        "database " + job.catalog().database(),
                        broken.size() + " of " + results.size() + " rules under checks are broken: "
                                + String.join("; ", broken),
                        "Correct the input, or the checks in the job file; nothing of this run is shown"));
    }
}
