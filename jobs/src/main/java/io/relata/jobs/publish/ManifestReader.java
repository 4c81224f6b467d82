package io.relata.jobs.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.ParentLink;
import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import io.relata.transforms.plan.PublishedTables;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Reads what {@link ManifestWriter} wrote. */
final class ManifestReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ManifestReader() {}

    /** @throws IllegalArgumentException when this is not a manifest; the message names the field at fault */
    static RunManifest read(byte[] content) {
        JsonFields manifest = new JsonFields(parse(content), "");
        long format = manifest.count("format");
        if (format != ManifestWriter.FORMAT) {
            throw new IllegalArgumentException(
                    "its format is " + format + " and this version of Relata reads format " + ManifestWriter.FORMAT);
        }
        return new RunManifest(
                manifest.parsed("run", RunId::new),
                manifest.text("job"),
                manifest.text("catalog"),
                manifest.has("restores") ? Optional.of(manifest.parsed("restores", RunId::new)) : Optional.empty(),
                manifest.parsed("state", RunManifest.State::valueOf),
                manifest.parsed("created", Instant::parse),
                manifest.parsed("updated", Instant::parse),
                manifest.objects("tables", ManifestReader::table),
                manifest.texts("inputs"),
                manifest.optionalObject("schema").map(ManifestReader::schema).orElse(PublishedSchema.NONE),
                manifest.objects("notRefreshed", ManifestReader::name));
    }

    private static JsonNode parse(byte[] content) {
        try {
            return JSON.readTree(content);
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw new IllegalArgumentException(
                    place == null
                            ? "it is not JSON"
                            : "it is not JSON from line " + place.getLineNr() + ", column " + place.getColumnNr(),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
    }

    private static StagedTable table(JsonFields table) {
        return new StagedTable(
                definition(table.object("definition")),
                table.text("folder"),
                table.objects("files", ManifestReader::file),
                table.optionalObject("loading").map(ManifestReader::loading).orElse(new Loading.Replace()),
                partitions(table, "written"),
                partitions(table, "partitions"),
                table.optionalObject("before").map(ManifestReader::shown));
    }

    private static Shown shown(JsonFields shown) {
        CatalogTable table =
                new CatalogTable(definition(shown.object("definition")), shown.parsed("version", CatalogVersion::new));
        return new Shown(table, partitions(shown, "partitions"));
    }

    private static Loading loading(JsonFields loading) {
        return switch (loading.text("mode")) {
            case "REPLACE" -> new Loading.Replace();
            case "RESTORE" -> new Loading.Restore();
            case "APPEND" -> new Loading.Append(follows(loading));
            case "MERGE" -> new Loading.Merge(follows(loading));
            case "REPLAY" -> new Loading.Replay(follows(loading), loading.parsed("replayed", RunId::new));
            case "REWRITE" -> new Loading.Rewrite(loading.parsed("follows", RunId::new));
            case "REPLACE_PARTITIONS" ->
                new Loading.ReplacePartitions(
                        follows(loading), Set.copyOf(loading.objects("replaced", ManifestReader::values)));
            default -> throw new IllegalArgumentException(loading.at("mode") + " is not a mode");
        };
    }

    private static Optional<RunId> follows(JsonFields loading) {
        return loading.has("follows") ? Optional.of(loading.parsed("follows", RunId::new)) : Optional.empty();
    }

    private static List<Partition> partitions(JsonFields parent, String field) {
        return parent.has(field) ? parent.objects(field, ManifestReader::partition) : List.of();
    }

    private static PartitionValues values(JsonFields partition) {
        return new PartitionValues(partition.texts("values"));
    }

    private static Partition partition(JsonFields partition) {
        return new Partition(
                values(partition),
                partition.text("location"),
                partition.parsed("run", RunId::new),
                statistics(partition.object("statistics")));
    }

    private static PublishedSchema schema(JsonFields schema) {
        try {
            return new PublishedSchema(
                    columns(schema, "source"), JSON.treeToValue(schema.value("tables"), PublishedTables.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(schema.at("tables") + " are not tables of a plan", e);
        }
    }

    private static TableDefinition definition(JsonFields definition) {
        return new TableDefinition(
                name(definition),
                columns(definition, "columns"),
                columns(definition, "partitionColumns"),
                definition.text("location"),
                definition.parsed("format", TableFormat::valueOf),
                definition.optionalObject("parent").map(ManifestReader::parent),
                definition.parsed("run", RunId::new),
                statistics(definition.object("statistics")),
                definition.has("lastId") ? OptionalLong.of(definition.count("lastId")) : OptionalLong.empty());
    }

    private static TableStatistics statistics(JsonFields statistics) {
        return new TableStatistics(statistics.count("rows"), statistics.count("files"), statistics.count("bytes"));
    }

    private static StructType columns(JsonFields definition, String field) {
        String schema = definition.value(field).toString();
        try {
            if (DataType.fromJson(schema) instanceof StructType columns) {
                return columns;
            }
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(definition.at(field) + " is not a schema of Spark's", e);
        }
        throw new IllegalArgumentException(definition.at(field) + " is not a schema of Spark's");
    }

    private static TableName name(JsonFields fields) {
        return new TableName(fields.text("database"), fields.text("table"));
    }

    private static ParentLink parent(JsonFields parent) {
        return new ParentLink(parent.text("table"), parent.text("column"), parent.text("childColumn"));
    }

    private static DataFile file(JsonFields file) {
        return new DataFile(
                file.text("name"),
                file.count("bytes"),
                file.has("rows") ? OptionalLong.of(file.count("rows")) : OptionalLong.empty());
    }
}
