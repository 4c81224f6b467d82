package io.relata.jobs.lineage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.Catalog;
import io.relata.TableName;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.SourceSpec;
import io.relata.jobs.source.jdbc.JdbcRecords;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/** What a run reads. */
final class RunInputs {

    private final Map<String, List<DatasetName>> bySource = new LinkedHashMap<>();
    private final CatalogNames names;
    private final Catalog catalog;

    RunInputs(JobFile job, CatalogNames names, Catalog catalog) {
        this.names = names;
        this.catalog = catalog;
        job.sources().forEach((source, spec) -> bySource.put(source, datasets(spec)));
    }

    /** The datasets of a source. */
    List<DatasetName> of(String source) {
        return bySource.getOrDefault(source, List.of());
    }

    private List<DatasetName> datasets(SourceSpec spec) {
        if (spec instanceof SourceSpec.CatalogTable read) {
            return List.of(table(read.table()));
        }
        if (spec instanceof SourceSpec.Jdbc database) {
            String table = database.records() instanceof JdbcRecords.Table whole
                    ? String.join(".", whole.parts())
                    : database.records().shown();
            return List.of(DatasetName.ofDatabase(database.url(), table));
        }
        return spec.paths().stream().map(DatasetName::ofFiles).toList();
    }

    private DatasetName table(TableName table) {
        return catalog.find(table)
                .map(found -> names.shown(table, found.definition().location()))
                .orElseGet(() -> names.table(table));
    }

    /** @param schemas of sources whose fields are known by now, by source */
    ArrayNode datasets(Facets facets, Map<String, StructType> schemas) {
        ArrayNode inputs = JsonNodeFactory.instance.arrayNode();
        // Two sources may read the same.
        Map<DatasetName, DatasetFacets> written = new HashMap<>();
        bySource.forEach((source, datasets) -> datasets.forEach(dataset -> {
            DatasetFacets of = written.computeIfAbsent(dataset, name -> input(name, facets, inputs));
            if (schemas.containsKey(source)) {
                of.schema(schemas.get(source));
            }
        }));
        return inputs;
    }

    private static DatasetFacets input(DatasetName name, Facets facets, ArrayNode inputs) {
        ObjectNode input = inputs.addObject().put("namespace", name.namespace()).put("name", name.name());
        DatasetFacets of = new DatasetFacets(facets, input.putObject("facets"));
        of.dataSource(name);
        return of;
    }
}
