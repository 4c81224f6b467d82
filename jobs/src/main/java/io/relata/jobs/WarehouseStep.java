package io.relata.jobs;

import io.relata.Catalog;
import io.relata.Failpoint;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.Warehouse;
import io.relata.catalog.duckdb.DuckDbWarehouse;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.WarehouseSpec;
import io.relata.jobs.report.RunLog;
import io.relata.jobs.report.RunReport;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** Brings the warehouse up to what the catalog shows. */
final class WarehouseStep {

    private final JobFile job;
    private final Catalog catalog;

    private WarehouseStep(JobFile job, Catalog catalog) {
        this.job = job;
        this.catalog = catalog;
    }

    static WarehouseStep of(JobFile job, Catalog catalog) {
        return new WarehouseStep(job, catalog);
    }

    /** Exposes the tables and refreshes the views in the job file's order; tells how many were refreshed. */
    int refresh(RunLog log) {
        if (job.warehouse().isEmpty()) {
            return 0;
        }
        WarehouseSpec spec = job.warehouse().get();
        try (Warehouse warehouse = open(spec, catalog)) {
            warehouse.exposeSchema(new Warehouse.ExternalSchema(
                    spec.externalSchema(), job.catalog().database()));
            spec.materializedViews().forEach((name, view) -> {
                warehouse.refresh(
                        new Warehouse.MaterializedView(name, view.sql().text()));
                log.refreshed(new RunReport.View(name, rows(warehouse, name)));
                Failpoint.REFRESHED.reached();
            });
            log.answered(Questions.ask(warehouse, spec.questions()));
        }
        return spec.materializedViews().size();
    }

    static Warehouse open(WarehouseSpec spec, Catalog catalog) {
        WarehouseSpec.DuckDb duckDb = (WarehouseSpec.DuckDb) spec;
        return DuckDbWarehouse.open(
                LocalPath.of(duckDb.path(), "warehouse.path"), new MountedCatalog(catalog, duckDb.mounts()));
    }

    /** @throws RelataException when the warehouse could not read the job's target, so that no run is in vain */
    static void requireReadable(JobFile job) {
        String target = job.target().path();
        job.warehouse().map(WarehouseSpec.DuckDb.class::cast).ifPresent(duckDb -> {
            String scheme = Objects.requireNonNullElse(new Path(target).toUri().getScheme(), "file");
            if (!scheme.equals("file")
                    && MountedCatalog.mounted(target, duckDb.mounts()).isEmpty()) {
                throw RelataException.usage(
                        new Problem(
                                "Cannot keep a warehouse of the tables at " + target,
                                "warehouse",
                                "DuckDB reads files of this machine only",
                                "Name the folder where the bucket is mounted under warehouse.mounts, or leave the warehouse out"));
            }
        });
    }

    /** All rows of a view. */
    static Warehouse.QueryResult rowsOf(Warehouse warehouse, String view) {
        return warehouse.query("SELECT * FROM " + quoted(view) + " ORDER BY ALL");
    }

    private static long rows(Warehouse warehouse, String view) {
        List<List<Optional<String>>> count =
                warehouse.query("SELECT count(*) FROM " + quoted(view)).rows();
        return Long.parseLong(count.get(0).get(0).orElse("0"));
    }

    private static String quoted(String view) {
        return String.join(
                ".",
                List.of(view.split("\\.", 2)).stream()
                        .map(part -> "\"" + part.replace("\"", "\"\"") + "\"")
                        .toList());
    }
}
