package io.relata.jobs;

import io.relata.Catalog;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.Warehouse;
import io.relata.catalog.duckdb.DuckDbWarehouse;
import io.relata.catalog.glue.GlueSettings;
import io.relata.catalog.redshift.CreateExternalSchema;
import io.relata.catalog.redshift.DataApiRunner;
import io.relata.catalog.redshift.DataApiSettings;
import io.relata.catalog.redshift.ExternalCatalog;
import io.relata.catalog.redshift.IamRole;
import io.relata.catalog.redshift.JdbcRunner;
import io.relata.catalog.redshift.RedshiftWarehouse;
import io.relata.catalog.redshift.ScriptRunner;
import io.relata.catalog.redshift.SqlRunner;
import io.relata.jobs.config.CatalogSpec;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.WarehouseEngine;
import io.relata.jobs.config.WarehouseSpec;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The warehouse of a job, from when a command opens it until the command ends. */
final class OpenWarehouse implements AutoCloseable {

    private final Warehouse warehouse;
    private final SqlRunner runner;
    private final Optional<Writer> script;

    private OpenWarehouse(Warehouse warehouse, SqlRunner runner, Optional<Writer> script) {
        this.warehouse = warehouse;
        this.runner = runner;
        this.script = script;
    }

    /** @throws RelataException when it cannot be opened; nothing has run in it then */
    static OpenWarehouse of(JobFile job, Catalog catalog, Map<String, String> environment) {
        WarehouseSpec spec = job.warehouse().orElseThrow();
        if (spec.engine() instanceof WarehouseEngine.DuckDb duckDb) {
            DuckDbWarehouse warehouse = DuckDbWarehouse.open(
                    LocalPath.of(duckDb.path(), "warehouse.path"), new MountedCatalog(catalog, duckDb.mounts()));
            return new OpenWarehouse(warehouse, warehouse.runner(), Optional.empty());
        }
        if (spec.engine() instanceof WarehouseEngine.Script script) {
            Writer writer = writer(Path.of(script.path()));
            return redshift(job, new ScriptRunner(writer), Optional.of(writer));
        }
        SqlRunner runner = spec.engine() instanceof WarehouseEngine.DataApi api
                ? dataApi(api, job)
                : jdbc((WarehouseEngine.Jdbc) spec.engine(), environment);
        return redshift(job, runner, Optional.empty());
    }

    private static OpenWarehouse redshift(JobFile job, SqlRunner runner, Optional<Writer> script) {
        return new OpenWarehouse(new RedshiftWarehouse(runner, externalCatalog(job)), runner, script);
    }

    /** What makes the external schema of a job. */
    static CreateExternalSchema externalSchema(JobFile job) {
        return externalCatalog(job)
                .schema(
                        job.warehouse().orElseThrow().externalSchema(),
                        job.catalog().database());
    }

    private static ExternalCatalog externalCatalog(JobFile job) {
        IamRole role = job.warehouse().orElseThrow().engine() instanceof WarehouseEngine.Redshift redshift
                ? redshift.role()
                : new IamRole.Default();
        return new ExternalCatalog(
                role, glue(job).flatMap(CatalogSpec.Glue::region), glue(job).flatMap(CatalogSpec.Glue::catalogId));
    }

    private static Optional<CatalogSpec.Glue> glue(JobFile job) {
        return job.catalog() instanceof CatalogSpec.Glue glue ? Optional.of(glue) : Optional.empty();
    }

    private static SqlRunner dataApi(WarehouseEngine.DataApi api, JobFile job) {
        try {
            return DataApiRunner.open(settings(api, job));
        } catch (NoClassDefFoundError absent) {
            throw new RelataException(
                    RelataException.Kind.USAGE,
                    new Problem(
                            "Cannot open the warehouse",
                            "the Redshift Data API",
                            "its client is not on the class path",
                            "Add software.amazon.awssdk:redshiftdata to it, or choose another warehouse"),
                    absent);
        }
    }

    private static DataApiSettings settings(WarehouseEngine.DataApi api, JobFile job) {
        return new DataApiSettings(
                api.region()
                        .or(() -> glue(job).flatMap(CatalogSpec.Glue::region))
                        .orElseGet(GlueSettings::surroundingRegion),
                api.endpoint().map(URI::create),
                api.compute(),
                api.database(),
                api.login(),
                api.patience());
    }

    private static SqlRunner jdbc(WarehouseEngine.Jdbc jdbc, Map<String, String> environment) {
        Properties login = new Properties();
        jdbc.user().ifPresent(user -> login.setProperty("user", user));
        jdbc.passwordVariable().ifPresent(variable -> {
            String password = environment.getOrDefault(variable, "");
            if (password.isEmpty()) {
                throw RelataException.usage(new Problem(
                        "Cannot open the warehouse",
                        jdbc.url(),
                        "the variable " + variable + " of the environment is not set",
                        "Set it to the password"));
            }
            login.setProperty("password", password);
        });
        try {
            return JdbcRunner.on(DriverManager.getConnection(jdbc.url(), login));
        } catch (SQLException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot open the warehouse",
                            jdbc.url(),
                            String.valueOf(e.getMessage()),
                            "Check address, user and network, and that the driver is on the class path"),
                    e);
        }
    }

    private static Writer writer(Path path) {
        try {
            Path folder = path.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return Files.newBufferedWriter(path);
        } catch (IOException e) {
            throw scriptFailed(path.toString(), e);
        }
    }

    private static RelataException scriptFailed(String where, IOException cause) {
        return RelataException.failed(
                new Problem(
                        "Cannot write the warehouse's script",
                        where,
                        String.valueOf(cause.getMessage()),
                        "Give a path in a folder that can be written"),
                cause);
    }

    Warehouse warehouse() {
        return warehouse;
    }

    SqlRunner runner() {
        return runner;
    }

    @Override
    public void close() {
        warehouse.close();
        script.ifPresent(writer -> {
            try {
                writer.close();
            } catch (IOException e) {
                throw scriptFailed("its end", e);
            }
        });
    }
}
