package io.relata.jobs.lineage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.RelationalizeSpec;
import io.relata.jobs.config.SourceSpec;
import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which fields of the sources the columns of tables come from. Columns that queries or expressions give are left out:
 * what they read is not known here.
 */
final class ColumnOrigins {

    private final JobFile job;
    private final RunInputs inputs;
    private final Optional<RelationalPlan> plan;

    /** How a column comes of a field, as OpenLineage says it. */
    private record Way(String type, Optional<String> subtype) {

        static final Way COPIED = new Way("DIRECT", Optional.empty());

        static Way of(PlannedColumn.Role role) {
            return switch (role) {
                case VALUE, VOID, PROPAGATED -> COPIED;
                case SIZE -> new Way("DIRECT", Optional.of("AGGREGATION"));
                case KEY, ID, INDEX, PRESENCE -> new Way("INDIRECT", Optional.empty());
            };
        }
    }

    private record Origin(String field, Way way) {}

    ColumnOrigins(JobFile job, RunInputs inputs, Optional<RelationalPlan> plan) {
        this.job = job;
        this.inputs = inputs;
        this.plan = plan;
    }

    /** Adds the facet; nothing where no column's origin is known. */
    void add(TableDefinition table, Facets facets, ObjectNode target) {
        Optional<String> source = source(table.name());
        Map<String, Origin> origins = source.map(name -> origins(name, table)).orElse(Map.of());
        if (origins.isEmpty()) {
            return;
        }
        List<DatasetName> datasets = inputs.of(source.get());
        ObjectNode fields = facets.add(target, "columnLineage", "1-2-0/ColumnLineageDatasetFacet")
                .putObject("fields");
        origins.forEach((column, origin) -> {
            ArrayNode from = fields.putObject(column).putArray("inputFields");
            datasets.forEach(dataset -> write(from.addObject(), dataset, origin));
        });
    }

    private static void write(ObjectNode node, DatasetName dataset, Origin origin) {
        node.put("namespace", dataset.namespace()).put("name", dataset.name()).put("field", origin.field());
        ObjectNode way = node.putArray("transformations")
                .addObject()
                .put("type", origin.way().type());
        origin.way().subtype().ifPresent(subtype -> way.put("subtype", subtype));
    }

    /** The source that the table's rows come from; empty where they come of a query, or are rejects. */
    private Optional<String> source(TableName table) {
        return planned(table).isPresent()
                ? job.relationalize().map(RelationalizeSpec::source)
                : job.sources().keySet().stream()
                        .filter(source -> !job.relationalize()
                                .map(RelationalizeSpec::source)
                                .equals(Optional.of(source)))
                        .filter(source -> new TableName(table.database(), source).equals(table))
                        .findFirst();
    }

    private Optional<PlannedTable> planned(TableName table) {
        return plan.stream()
                .flatMap(tables -> tables.tables().stream())
                .filter(planned -> new TableName(table.database(), planned.name()).equals(table))
                .findFirst();
    }

    private Map<String, Origin> origins(String source, TableDefinition table) {
        List<String> columns = List.of(table.allColumns().fieldNames());
        Optional<SourceSpec> spec = Optional.ofNullable(job.sources().get(source));
        Map<String, Origin> origins = new LinkedHashMap<>();
        Optional<PlannedTable> planned = planned(table.name());
        if (planned.isPresent()) {
            planned.get().columns().stream()
                    .filter(column -> columns.contains(column.name()))
                    .forEach(column -> origins.put(column.name(), new Origin(column.path(), Way.of(column.role()))));
        } else {
            columns.forEach(column -> origins.put(column, new Origin(column, Way.COPIED)));
            spec.ifPresent(given -> given.columns().keySet().forEach(origins::remove));
        }
        return origins;
    }
}
