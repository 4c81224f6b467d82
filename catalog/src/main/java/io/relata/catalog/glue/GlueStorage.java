package io.relata.catalog.glue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/** How Parquet files are read: the classes that Athena, Spectrum and Spark look for, for a table or a partition. */
final class GlueStorage {

    private static final String INPUT = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat";
    private static final String OUTPUT = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat";
    private static final String SERDE = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";

    private static final Map<String, String> PARAMETERS = Map.of(
            "CrawlerSchemaDeserializerVersion", "1.0",
            "classification", "parquet",
            "typeOfData", "file");

    private GlueStorage() {}

    /**
     * @param existing what the catalog holds; what others set there and we do not set stays
     * @param location without a slash at the end
     */
    static StorageDescriptor written(Optional<StorageDescriptor> existing, List<Column> columns, String location) {
        StorageDescriptor.Builder storage = existing.map(StorageDescriptor::toBuilder)
                .orElseGet(() ->
                        StorageDescriptor.builder().bucketColumns(List.of()).sortColumns(List.of()));
        return storage.columns(columns)
                // A reference to a schema registry would count in place of the columns.
                .schemaReference((software.amazon.awssdk.services.glue.model.SchemaReference) null)
                .location(GlueLocation.written(location))
                .inputFormat(INPUT)
                .outputFormat(OUTPUT)
                .compressed(false)
                .numberOfBuckets(-1)
                .storedAsSubDirectories(false)
                .serdeInfo(serde(existing.map(StorageDescriptor::serdeInfo)))
                .parameters(merged(existing.map(StorageDescriptor::parameters), PARAMETERS))
                .build();
    }

    private static SerDeInfo serde(Optional<SerDeInfo> existing) {
        Map<String, String> parameters =
                new HashMap<>(merged(existing.map(SerDeInfo::parameters), Map.of("serialization.format", "1")));
        // Spark takes a path here for the location, which it was not when the table moved.
        parameters.remove("path");
        return existing.map(SerDeInfo::toBuilder)
                .orElseGet(SerDeInfo::builder)
                .serializationLibrary(SERDE)
                .parameters(parameters)
                .build();
    }

    private static Map<String, String> merged(Optional<Map<String, String>> existing, Map<String, String> ours) {
        Map<String, String> merged = new HashMap<>(existing.orElse(Map.of()));
        merged.putAll(ours);
        return merged;
    }

    /** Whether two are the same to every reader; an empty list or map is as good as none. */
    static boolean areSame(StorageDescriptor one, StorageDescriptor other) {
        return one.columns().equals(other.columns())
                && one.parameters().equals(other.parameters())
                && serdes(one).equals(serdes(other))
                && withoutLists(one).equals(withoutLists(other));
    }

    private static List<Object> serdes(StorageDescriptor storage) {
        SerDeInfo serde = storage.serdeInfo();
        return serde == null
                ? List.of()
                : List.of(String.valueOf(serde.serializationLibrary()), Map.copyOf(serde.parameters()));
    }

    private static StorageDescriptor withoutLists(StorageDescriptor storage) {
        return storage.toBuilder()
                .columns((List<Column>) null)
                .parameters(null)
                .serdeInfo((SerDeInfo) null)
                .bucketColumns((List<String>) null)
                .sortColumns((List<software.amazon.awssdk.services.glue.model.Order>) null)
                .build();
    }
}
