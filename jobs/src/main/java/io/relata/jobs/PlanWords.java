package io.relata.jobs;

import io.relata.Catalog;
import io.relata.TableName;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.TargetSpec;
import io.relata.jobs.config.WarehouseSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run would tell the catalog and the warehouse, in words. */
final class PlanWords {

    private PlanWords() {}

    /** A line for each planned and each derived table; tables of rejects come only once there are some. */
    static List<String> catalog(JobFile job, DryPlan planned, Catalog catalog) {
        String database = job.catalog().database();
        List<String> lines = new ArrayList<>();
        planned.plan().schemas().forEach((name, columns) -> {
            if (catalog.find(new TableName(database, name)).isEmpty()) {
                lines.add("table " + name + ": new, with " + count(columns.size(), "column")
                        + partitioned(planned.plan()));
            } else {
                long changes = planned.changes().stream()
                        .filter(change -> change.table().equals(name))
                        .count();
                lines.add("table " + name + ": " + (changes == 0 ? "" : count(changes, "change") + "; ")
                        + rows(job.target().mode()));
            }
        });
        job.derive().keySet().forEach(name -> lines.add("table " + name + ": as its query gives it"));
        return List.copyOf(lines);
    }

    private static String partitioned(JobPlan plan) {
        return plan.partitions().isNone()
                ? ""
                : ", partitioned by " + String.join(", ", plan.partitions().names());
    }

    static String count(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? noun : noun + "s");
    }

    private static String rows(TargetSpec.Mode mode) {
        return switch (mode) {
            case REPLACE -> "shows the run's files in place of those before";
            case APPEND -> "shows the run's files beside those before";
            case REPLACE_PARTITIONS -> "shows the run's files in place of those of the same partitions";
            case MERGE, HISTORY -> "shows the documents that the run merges into it";
        };
    }

    /** In the order of a run; none where there is no warehouse. */
    static List<String> warehouse(JobFile job) {
        List<String> lines = new ArrayList<>();
        job.warehouse().ifPresent(spec -> {
            lines.add("show database " + job.catalog().database() + " as external schema " + spec.externalSchema());
            spec.tables()
                    .forEach((name, table) -> lines.add("load table " + name
                            + spec.schema()
                                    .map(schema -> " of schema " + schema)
                                    .orElse("") + " by "
                            + table.load().name().toLowerCase(Locale.ROOT)));
            WarehouseStep.viewsInOrder(spec).forEach(view -> lines.add("refresh materialized view " + view.name()));
            lines.addAll(asked(spec));
        });
        return List.copyOf(lines);
    }

    private static List<String> asked(WarehouseSpec spec) {
        return spec.questions().keySet().stream()
                .map(question -> "answer question " + question)
                .toList();
    }
}
