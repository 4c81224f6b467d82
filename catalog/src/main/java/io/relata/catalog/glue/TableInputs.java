package io.relata.catalog.glue;

import io.relata.ParentLink;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * A table as it is sent to the catalog. Over Parquet files it is a Hive table that Spectrum, Athena and Spark read alike,
 * with Spark's schema beside it; over a Delta log one of Spark's own tables, which Athena reads too; over a manifest a
 * Hive table that Spectrum reads. What others set on the table and we do not set stays.
 */
final class TableInputs {

    private static final int LONGEST_LOCATION = 2_056;
    private static final String EXTERNAL_TABLE = "EXTERNAL_TABLE";
    private static final String TABLE_TYPE = "table_type";

    /** Parameters that say the same of every table. */
    private static final Map<String, String> FIXED = Map.of(
            "EXTERNAL", "TRUE",
            "typeOfData", "file",
            "projection.enabled", "false",
            // Which Spark's form the schema has.
            "spark.sql.create.version", "3.5.6");

    private static final Set<String> OURS = Set.of(
            "EXTERNAL",
            "classification",
            "typeOfData",
            "projection.enabled",
            TABLE_TYPE,
            "numRows",
            "numFiles",
            "totalSize",
            "recordCount",
            "objectCount",
            "sizeKey",
            "averageRecordSize");

    /** A provider without the rest of Spark's own tables would make Spark see a table without columns. */
    private static final List<String> OUR_PREFIXES =
            List.of("relata.", "spark.sql.sources.", "spark.sql.statistics.", "spark.sql.create.");

    private TableInputs() {}

    /** @throws RelataException when the catalog, or a reader of it, could not hold the table; nothing was called yet */
    static void check(TableDefinition table) {
        GlueColumns.check(table);
        checkLocation(table, table.location());
        Stream<String> link = table.parent().stream()
                .flatMap(parent -> Stream.of(parent.parentTable(), parent.parentColumn(), parent.childColumn()));
        if (!link.allMatch(GlueText::isOneLine)) {
            throw RelataException.usage(new Problem(
                    "Cannot register table " + table.name(),
                    "in the Glue Data Catalog",
                    "the link to its parent holds a character that no name in the catalog can have",
                    "Rename the parent's columns in the job file"));
        }
    }

    static void checkLocation(TableDefinition table, String location) {
        String written = GlueLocation.written(location);
        if (written.length() > LONGEST_LOCATION || !GlueText.isOneLine(written)) {
            throw RelataException.usage(new Problem(
                    "Cannot register table " + table.name(),
                    "at " + location,
                    "a location has at most " + LONGEST_LOCATION + " characters of one line",
                    "Use a shorter target.path"));
        }
    }

    /** A table that does not exist yet. */
    static TableInput created(TableDefinition definition, Optional<ChangeMark> mark) {
        Map<String, String> parameters = parameters(definition);
        mark.ifPresent(change -> parameters.putAll(change.parameters()));
        return TableInput.builder()
                .name(definition.name().table())
                .tableType(EXTERNAL_TABLE)
                .parameters(parameters)
                .partitionKeys(GlueColumns.written(partitionKeys(definition), List.of(), new StructType()))
                .storageDescriptor(GlueStorage.written(
                        Optional.empty(),
                        definition.format(),
                        GlueColumns.written(columns(definition), List.of(), new StructType()),
                        definition.location()))
                .build();
    }

    /**
     * A table that exists, with the new definition and without a mark.
     *
     * @param before the definition that {@code existing} was written for
     */
    static TableInput changed(Table existing, TableDefinition before, TableDefinition definition) {
        Map<String, String> parameters = new LinkedHashMap<>();
        existing.parameters().forEach((key, value) -> {
            if (!isOurs(key)) {
                parameters.put(key, value);
            }
        });
        parameters.putAll(parameters(definition));
        Optional<StorageDescriptor> storage = Optional.ofNullable(existing.storageDescriptor());
        return copy(existing)
                .tableType(EXTERNAL_TABLE)
                .parameters(parameters)
                .partitionKeys(
                        GlueColumns.written(partitionKeys(definition), existing.partitionKeys(), partitionKeys(before)))
                .storageDescriptor(GlueStorage.written(
                        storage,
                        definition.format(),
                        GlueColumns.written(
                                columns(definition),
                                storage.map(StorageDescriptor::columns).orElse(List.of()),
                                columns(before)),
                        definition.location()))
                .build();
    }

    /** What partitions a Delta table has, its log says; to the catalog it is a table without. */
    private static StructType partitionKeys(TableDefinition table) {
        return table.format() == TableFormat.DELTA ? new StructType() : table.partitionColumns();
    }

    private static StructType columns(TableDefinition table) {
        return table.format() == TableFormat.DELTA ? table.allColumns() : table.columns();
    }

    /** A table that exists as it is, with a mark. */
    static TableInput marked(Table existing, ChangeMark mark) {
        Map<String, String> parameters = new LinkedHashMap<>(existing.parameters());
        parameters.putAll(mark.parameters());
        return copy(existing).parameters(parameters).build();
    }

    /** Whether the catalog holds this already; an empty list or map is as good as none. */
    static boolean isThere(TableInput input, Table existing) {
        return input.parameters().equals(existing.parameters())
                && input.tableType().equals(existing.tableType())
                && input.partitionKeys().equals(existing.partitionKeys())
                && Optional.ofNullable(existing.storageDescriptor())
                        .filter(storage -> GlueStorage.areSame(storage, input.storageDescriptor()))
                        .isPresent();
    }

    /** Field by field: what Glue tells of a table beside these cannot be sent back. */
    private static TableInput.Builder copy(Table table) {
        return TableInput.builder()
                .name(table.name())
                .description(table.description())
                .owner(table.owner())
                .lastAccessTime(table.lastAccessTime())
                .lastAnalyzedTime(table.lastAnalyzedTime())
                .retention(table.retention())
                .storageDescriptor(table.storageDescriptor())
                .partitionKeys(table.partitionKeys())
                .viewOriginalText(table.viewOriginalText())
                .viewExpandedText(table.viewExpandedText())
                .tableType(table.tableType())
                .parameters(table.parameters())
                .targetTable(table.targetTable());
    }

    private static boolean isOurs(String key) {
        return OURS.contains(key) || OUR_PREFIXES.stream().anyMatch(key::startsWith);
    }

    private static Map<String, String> parameters(TableDefinition definition) {
        Map<String, String> parameters = new LinkedHashMap<>(FIXED);
        parameters.putAll(SchemaParameters.of(definition.columns(), definition.partitionColumns()));
        parameters.putAll(StatisticsParameters.ofTable(definition.statistics()));
        parameters.putAll(GlueLocation.parameters(definition.location()));
        parameters.put(TableReader.RUN, definition.run().value());
        parameters.put(TableReader.FORMAT, definition.format().name());
        parameters.put("classification", GlueClasses.of(definition.format()).classification());
        if (definition.format() == TableFormat.DELTA) {
            // By the one Athena knows the table, by the other Spark.
            parameters.put(TABLE_TYPE, "DELTA");
            parameters.put("spark.sql.sources.provider", "delta");
        }
        definition.lastId().ifPresent(id -> parameters.put(TableReader.LAST_ID, Long.toString(id)));
        definition.parent().ifPresent(link -> parameters.putAll(parameters(link)));
        return parameters;
    }

    private static Map<String, String> parameters(ParentLink link) {
        return Map.of(
                TableReader.PARENT_TABLE, link.parentTable(),
                TableReader.PARENT_COLUMN, link.parentColumn(),
                TableReader.CHILD_COLUMN, link.childColumn());
    }
}
