package io.relata.jobs.lineage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The facets of one dataset.
 *
 * @param target takes them
 */
record DatasetFacets(Facets facets, ObjectNode target) {

    void dataSource(DatasetName dataset) {
        facets.add(target, "dataSource", "1-0-1/DatasourceDatasetFacet")
                .put("name", dataset.namespace())
                .put("uri", dataset.namespace());
    }

    /** The dataset has another name too. */
    void alsoCalled(DatasetName other, String type) {
        facets.add(target, "symlinks", "1-0-1/SymlinksDatasetFacet")
                .putArray("identifiers")
                .addObject()
                .put("namespace", other.namespace())
                .put("name", other.name())
                .put("type", type);
    }

    void schema(StructType schema) {
        fields(facets.add(target, "schema", "1-1-1/SchemaDatasetFacet"), schema);
    }

    private static void fields(ObjectNode parent, StructType schema) {
        ArrayNode fields = parent.putArray("fields");
        for (StructField field : schema.fields()) {
            field(fields.addObject().put("name", field.name()), field.dataType());
        }
    }

    /** Lists and maps have their values as fields of these names, as OpenLineage's own integration for Spark has them. */
    private static void field(ObjectNode node, DataType type) {
        if (type instanceof StructType struct) {
            fields(node.put("type", "struct"), struct);
        } else if (type instanceof ArrayType array) {
            ArrayNode fields = node.put("type", "array").putArray("fields");
            field(fields.addObject().put("name", "_element"), array.elementType());
        } else if (type instanceof MapType map) {
            ArrayNode fields = node.put("type", "map").putArray("fields");
            field(fields.addObject().put("name", "key"), map.keyType());
            field(fields.addObject().put("name", "value"), map.valueType());
        } else {
            node.put("type", type.simpleString());
        }
    }
}
