package io.relata.jobs;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.ParentLink;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.TargetSpec;
import io.relata.jobs.publish.LoadColumn;
import io.relata.jobs.report.TableTree;
import io.relata.jobs.schema.SchemaTable;
import io.relata.transforms.plan.PlannedTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The tables of a job that {@code schema} tells of. */
final class ShownTables {

    /** Stands in a planned table's location for the run that is not there yet. */
    private static final String RUN = "RUN";

    private final JobFile job;

    ShownTables(JobFile job) {
        this.job = job;
    }

    /** @throws RelataException when the database has none */
    List<SchemaTable> published(Catalog catalog) {
        String database = job.catalog().database();
        List<TableDefinition> tables = catalog.tables(database).stream()
                .flatMap(name -> catalog.find(name).stream())
                .map(CatalogTable::definition)
                .toList();
        if (tables.isEmpty()) {
            throw RelataException.usage(new Problem(
                    "Cannot tell the published tables",
                    "database " + database,
                    "the catalog has no table in it",
                    "Run the job first, or leave --published out"));
        }
        return TableTree.of(tables).stream()
                .map(TableTree.Node::table)
                .map(table -> shown(table, OptionalLong.of(table.statistics().rows())))
                .toList();
    }

    /**
     * Those that are planned: without derived ones, of which only their queries know the columns.
     *
     * @throws RelataException when nothing is
     */
    List<SchemaTable> planned(Optional<DryPlan> planned) {
        DryPlan dry = planned.orElseThrow(() -> RelataException.usage(new Problem(
                "Cannot tell the planned tables",
                "job " + job.name(),
                "no file is new, so a run would write none",
                "Ask for those of the catalog with --published")));
        Map<String, ParentLink> parents = new HashMap<>();
        dry.plan().relational().ifPresent(relational -> {
            for (PlannedTable table : relational.tables()) {
                table.parent().ifPresent(link -> parents.put(table.name(), link));
            }
        });
        List<SchemaTable> tables = new ArrayList<>();
        dry.plan().schemas().forEach((name, columns) -> {
            TableName table = new TableName(job.catalog().database(), name);
            String folder = dry.layout().location(table);
            tables.add(shown(
                    new TableDefinition(
                            table,
                            columns,
                            partitions(dry.plan(), name),
                            folder.substring(0, folder.lastIndexOf('/') + 1) + RUN,
                            job.target().format(),
                            Optional.ofNullable(parents.get(name)),
                            dry.layout().run(),
                            new TableStatistics(0, 0, 0)),
                    OptionalLong.empty()));
        });
        return tables;
    }

    /** Partition columns have their names of the root in every table, and by loads the load comes last. */
    private StructType partitions(JobPlan plan, String table) {
        StructType written = plan.relational().stream()
                .flatMap(relational -> relational.tables().stream())
                .filter(one -> one.name().equals(table))
                .map(PlannedTable::schema)
                .findFirst()
                .orElseGet(() -> Optional.ofNullable(plan.records().get(table))
                        .map(SourceRecords::schema)
                        .orElseGet(StructType::new));
        StructType partitions = new StructType();
        List<String> columns = plan.partitions().in(table);
        for (int at = 0; at < columns.size(); at++) {
            StructField column = written.apply(columns.get(at));
            partitions = partitions.add(plan.partitions().names().get(at), column.dataType());
        }
        boolean isByLoad =
                job.target().mode() == TargetSpec.Mode.APPEND && job.target().format() == TableFormat.PARQUET;
        return isByLoad ? partitions.add(LoadColumn.NAME, DataTypes.StringType) : partitions;
    }

    private SchemaTable shown(TableDefinition table, OptionalLong rows) {
        String schema = job.warehouse()
                .map(spec -> spec.schema().orElse(spec.externalSchema()))
                .orElse(table.name().database());
        return new SchemaTable(table, schema, rows);
    }
}
