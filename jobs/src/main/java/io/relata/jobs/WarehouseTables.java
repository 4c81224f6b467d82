package io.relata.jobs;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.catalog.redshift.CopySource;
import io.relata.catalog.redshift.CreateTable;
import io.relata.catalog.redshift.Identifier;
import io.relata.catalog.redshift.RelationName;
import io.relata.catalog.redshift.RowSource;
import io.relata.catalog.redshift.TableLoad;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.TableColumn;
import io.relata.jobs.config.TargetSpec;
import io.relata.jobs.config.WarehouseEngine;
import io.relata.jobs.config.WarehouseSpec;
import io.relata.jobs.config.WarehouseTableSpec;
import io.relata.jobs.publish.DataFile;
import io.relata.jobs.publish.LoadColumn;
import io.relata.jobs.publish.SpectrumTable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** The published tables that a job's warehouse keeps copies of, each behind those that it refers to. */
final class WarehouseTables {

    private final JobFile job;
    private final WarehouseSpec spec;
    private final Catalog catalog;
    private final SparkSession spark;

    WarehouseTables(JobFile job, Catalog catalog, SparkSession spark) {
        this.job = job;
        this.spec = job.warehouse().orElseThrow();
        this.catalog = catalog;
        this.spark = spark;
    }

    List<String> names() {
        return ReadingOrder.of(
                spec.tables().keySet(),
                name -> spec(name).references().values().stream()
                        .map(TableColumn::table)
                        .toList());
    }

    private WarehouseTableSpec spec(String name) {
        return Objects.requireNonNull(spec.tables().get(name));
    }

    /** Empty where it was never published. */
    Optional<TableDefinition> published(String name) {
        return catalog.find(new TableName(job.catalog().database(), name)).map(CatalogTable::definition);
    }

    /** Whether the external schema shows anything. */
    boolean areReadable() {
        return !catalog.tables(job.catalog().database()).isEmpty();
    }

    /** What makes the table in the warehouse. */
    CreateTable definition(TableDefinition published) {
        return table(published).definition(lengths(published));
    }

    private NativeTable table(TableDefinition published) {
        return new NativeTable(
                spec.schema().orElseThrow(), published, spec(published.name().table()));
    }

    /** DuckDB's texts are of any length. */
    private Map<String, Integer> lengths(TableDefinition published) {
        return spec.engine() instanceof WarehouseEngine.DuckDb
                ? Map.of()
                : TextLengths.of(published, catalog.partitions(published.name()), spark);
    }

    /**
     * A table that is to be loaded.
     *
     * @param publishedRows how many the published one has
     */
    record Loading(TableLoad load, long publishedRows) {

        /**
         * A sentence about published rows that are not in the warehouse since another has their key; empty where all are.
         *
         * @param rows how many the warehouse's table has
         */
        Optional<String> leftOut(long rows) {
            return load.manner() instanceof TableLoad.Manner.Replace && rows != publishedRows
                    ? Optional.of("Table " + load.table().table() + " of the warehouse has " + rows
                            + " rows and the published one " + publishedRows + ": of rows with one key one came in.")
                    : Optional.empty();
        }
    }

    /** @throws RelataException when a table was never published, or cannot be one of the warehouse */
    List<Loading> loadings() {
        return names().stream().map(this::loading).toList();
    }

    private Loading loading(String name) {
        TableDefinition published = published(name)
                .orElseThrow(() -> RelataException.usage(new Problem(
                        "Cannot load table " + name + " into the warehouse",
                        "warehouse.tables." + name,
                        "the catalog has no table of this name in "
                                + job.catalog().database(),
                        "Name a table that the job publishes")));
        NativeTable table = table(published);
        return new Loading(
                new TableLoad(table.definition(lengths(published)), rows(published, table), manner(name, table)),
                published.statistics().rows());
    }

    private TableLoad.Manner manner(String name, NativeTable table) {
        WarehouseTableSpec asked = spec(name);
        List<Identifier> keys = table.identifiers(asked.key());
        return switch (asked.load()) {
            case REPLACE -> new TableLoad.Manner.Replace(keys);
            case UPSERT -> new TableLoad.Manner.Upsert(keys, asked.version().map(table::identifier));
        };
    }

    private RowSource rows(TableDefinition published, NativeTable table) {
        boolean isRedshift = spec.engine() instanceof WarehouseEngine.Redshift;
        if (isRedshift
                && published.format() == TableFormat.PARQUET
                && published.partitionKeys().isEmpty()) {
            List<DataFile> files = DataFiles.of(published, spark);
            if (!files.isEmpty()) {
                return new RowSource.Files(
                        table.columns(),
                        new CopySource.Manifest(CopyManifest.write(published, files, spark)),
                        ((WarehouseEngine.Redshift) spec.engine()).role());
            }
        }
        TableName seen = isRedshift && published.format() == TableFormat.DELTA
                ? SpectrumTable.name(published.name())
                : published.name();
        RelationName external = RelationName.of(spec.externalSchema(), seen.table());
        boolean isOfThisRun = job.target().mode() == TargetSpec.Mode.APPEND
                && spec(published.name().table()).load() == WarehouseTableSpec.Load.UPSERT
                && published.partitionKeys().contains(LoadColumn.NAME);
        return isOfThisRun
                ? new RowSource.Partition(
                        external,
                        table.columns(),
                        new Identifier(LoadColumn.NAME),
                        published.run().value())
                : new RowSource.Table(external, table.columns());
    }
}
