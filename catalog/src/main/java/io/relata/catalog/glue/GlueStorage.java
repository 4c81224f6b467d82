package io.relata.catalog.glue;

import io.relata.TableFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/** Where files lie and how they are read, for a table or a partition. */
final class GlueStorage {

    /** Spark's parameter for the location of a table of its own. */
    private static final String PATH = "path";

    private GlueStorage() {}

    /**
     * @param existing what the catalog holds; what others set there and we do not set stays
     * @param location without a slash at the end
     */
    static StorageDescriptor written(
            Optional<StorageDescriptor> existing, TableFormat format, List<Column> columns, String location) {
        GlueClasses classes = GlueClasses.of(format);
        StorageDescriptor.Builder storage = existing.map(StorageDescriptor::toBuilder)
                .orElseGet(() ->
                        StorageDescriptor.builder().bucketColumns(List.of()).sortColumns(List.of()));
        return storage.columns(columns)
                // A reference to a schema registry would count in place of the columns.
                .schemaReference((software.amazon.awssdk.services.glue.model.SchemaReference) null)
                .location(GlueLocation.written(location))
                .inputFormat(classes.input())
                .outputFormat(classes.output())
                .compressed(false)
                .numberOfBuckets(-1)
                .storedAsSubDirectories(false)
                .serdeInfo(serde(existing.map(StorageDescriptor::serdeInfo), format, classes, location))
                .parameters(merged(existing.map(StorageDescriptor::parameters), parameters(classes)))
                .build();
    }

    private static Map<String, String> parameters(GlueClasses classes) {
        return Map.of(
                "CrawlerSchemaDeserializerVersion", "1.0",
                "classification", classes.classification(),
                "typeOfData", "file");
    }

    private static SerDeInfo serde(
            Optional<SerDeInfo> existing, TableFormat format, GlueClasses classes, String location) {
        Map<String, String> parameters =
                new HashMap<>(merged(existing.map(SerDeInfo::parameters), Map.of("serialization.format", "1")));
        // Of one of its own tables Spark reads the location here alone; of any other a path that stayed behind.
        parameters.remove(PATH);
        if (format == TableFormat.DELTA) {
            parameters.put(PATH, GlueLocation.withoutSlash(location));
        }
        return existing.map(SerDeInfo::toBuilder)
                .orElseGet(SerDeInfo::builder)
                .serializationLibrary(classes.serde())
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
