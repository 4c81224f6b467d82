package io.relata.jobs.lineage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.TableDefinition;
import java.util.List;

/**
 * What a run published.
 *
 * @param names what its tables are called
 * @param origins where their columns come from
 */
record RunOutputs(CatalogNames names, ColumnOrigins origins) {

    ArrayNode datasets(List<TableDefinition> tables, Facets facets) {
        ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
        tables.forEach(table -> write(table, facets, outputs.addObject()));
        return outputs;
    }

    private void write(TableDefinition table, Facets facets, ObjectNode output) {
        DatasetName name = names.shown(table.name(), table.location());
        output.put("namespace", name.namespace()).put("name", name.name());
        ObjectNode target = output.putObject("facets");
        DatasetFacets of = new DatasetFacets(facets, target);
        of.dataSource(name);
        of.alsoCalled(names.other(table.name(), table.location()), names.isAccount() ? "LOCATION" : "TABLE");
        of.schema(table.allColumns());
        origins.add(table, facets, target);
        facets.add(output.putObject("outputFacets"), "outputStatistics", "1-0-2/OutputStatisticsOutputDatasetFacet")
                .put("rowCount", table.statistics().rows())
                .put("size", table.statistics().bytes())
                .put("fileCount", table.statistics().files());
    }
}
