package io.relata.jobs;

import io.relata.Catalog;
import io.relata.Failpoint;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.Warehouse;
import io.relata.catalog.redshift.CreateSchema;
import io.relata.catalog.redshift.Identifier;
import io.relata.catalog.redshift.NativeTables;
import io.relata.catalog.redshift.RelationName;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.WarehouseEngine;
import io.relata.jobs.config.WarehouseSpec;
import io.relata.jobs.report.RunLog;
import io.relata.jobs.report.RunReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Brings the warehouse up to what the catalog shows. */
final class WarehouseStep {

    private final JobFile job;
    private final Catalog catalog;
    private final SparkSession spark;
    private final Map<String, String> environment;

    WarehouseStep(JobFile job, Catalog catalog, SparkSession spark, Map<String, String> environment) {
        this.job = job;
        this.catalog = catalog;
        this.spark = spark;
        this.environment = environment;
    }

    /**
     * Exposes the tables, loads those that the warehouse keeps itself, and refreshes the views.
     *
     * @throws RelataException when something failed; of the views the others are refreshed all the same
     */
    int refresh(RunLog log) {
        if (job.warehouse().isEmpty()) {
            return 0;
        }
        WarehouseSpec spec = job.warehouse().get();
        try (OpenWarehouse open = OpenWarehouse.of(job, catalog, environment)) {
            open.warehouse()
                    .exposeSchema(new Warehouse.ExternalSchema(
                            spec.externalSchema(), job.catalog().database()));
            load(open, spec, log);
            WarehouseAccess.schemaGrants(spec).forEach(open.runner()::run);
            spec.tables()
                    .keySet()
                    .forEach(table -> WarehouseAccess.tableGrants(spec, table).forEach(open.runner()::run));
            Optional<RelataException> stale = refreshViews(open.warehouse(), spec, log);
            if (!(spec.engine() instanceof WarehouseEngine.Script)) {
                log.answered(Questions.ask(open.warehouse(), spec.questions()));
            }
            stale.ifPresent(failure -> {
                throw failure;
            });
            WarehouseAccess.viewGrants(spec).forEach(open.runner()::run);
            return spec.materializedViews().size();
        }
    }

    private void load(OpenWarehouse open, WarehouseSpec spec, RunLog log) {
        if (spec.tables().isEmpty()) {
            return;
        }
        spec.schema().ifPresent(schema -> open.runner().run(new CreateSchema(new Identifier(schema))));
        List<WarehouseTables.Loading> loadings = new WarehouseTables(job, catalog, spark).loadings();
        Map<RelationName, Optional<Long>> rows = new NativeTables(open.runner())
                .load(loadings.stream().map(WarehouseTables.Loading::load).toList());
        for (WarehouseTables.Loading loading : loadings) {
            RelationName table = loading.load().table().table();
            Optional<Long> there = rows.getOrDefault(table, Optional.empty());
            log.loaded(new RunReport.Load(table.toString(), there));
            there.flatMap(loading::leftOut).ifPresent(note -> log.noted(List.of(note)));
            Failpoint.REFRESHED.reached();
        }
    }

    private static Optional<RelataException> refreshViews(Warehouse warehouse, WarehouseSpec spec, RunLog log) {
        List<String> failed = new ArrayList<>();
        Optional<RelataException> first = Optional.empty();
        for (Warehouse.MaterializedView view : viewsInOrder(spec)) {
            try {
                warehouse.refresh(view);
                log.refreshed(RunReport.View.refreshed(view.name(), rows(warehouse, view.name())));
            } catch (RelataException e) {
                log.refreshed(RunReport.View.failed(view.name(), String.valueOf(e.getMessage())));
                failed.add(view.name());
                first = first.or(() -> Optional.of(e));
            }
            Failpoint.REFRESHED.reached();
        }
        return first.map(cause -> RelataException.failed(
                new Problem(
                        "The tables are published, and " + failed.size() + " of "
                                + spec.materializedViews().size() + " materialized views are not refreshed",
                        String.join(", ", failed),
                        String.valueOf(cause.getMessage()).replaceAll("\\.$", ""),
                        "Correct what failed and run again; until then these views show what they showed before"),
                cause));
    }

    /** Each behind those that it reads. */
    static List<Warehouse.MaterializedView> viewsInOrder(WarehouseSpec spec) {
        Map<String, String> queries = new LinkedHashMap<>();
        spec.materializedViews()
                .forEach((name, view) -> queries.put(name, view.sql().text()));
        return ReadingOrder.of(queries.keySet(), name -> ViewNames.in(queries.getOrDefault(name, ""), queries.keySet()))
                .stream()
                .map(name -> new Warehouse.MaterializedView(name, queries.getOrDefault(name, "")))
                .toList();
    }

    /** @throws RelataException when the warehouse could not read the job's target, so that no run is in vain */
    static void requireReadable(JobFile job) {
        String target = job.target().path();
        job.warehouse().map(WarehouseSpec::engine).ifPresent(engine -> {
            String scheme = Objects.requireNonNullElse(new Path(target).toUri().getScheme(), "file");
            if (engine instanceof WarehouseEngine.DuckDb duckDb
                    && !scheme.equals("file")
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

    /** Empty where a script is written. */
    private static Optional<Long> rows(Warehouse warehouse, String view) {
        return warehouse.query("SELECT count(*) FROM " + quoted(view)).first().map(Long::valueOf);
    }

    private static String quoted(String view) {
        return String.join(
                ".",
                List.of(view.split("\\.", 2)).stream()
                        .map(part -> "\"" + part.replace("\"", "\"\"") + "\"")
                        .toList());
    }
}
