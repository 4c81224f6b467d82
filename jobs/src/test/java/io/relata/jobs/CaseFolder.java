package io.relata.jobs;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.jobs.config.JobFileReader;
import io.relata.jobs.config.RelationalizeSpec;
import io.relata.transforms.SurveyedJson;
import io.relata.transforms.json.JsonInput;
import io.relata.transforms.plan.RelationalizeOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/** Reads one case: what goes in, and what must come out. */
public final class CaseFolder {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Path folder;

    public CaseFolder(Path folder) {
        this.folder = folder;
    }

    public Path input() {
        return folder.resolve("input.json");
    }

    Optional<StructType> schema() {
        return text("schema.ddl").map(StructType::fromDDL);
    }

    /** Whether the case is of what Spark's own reader cannot do. */
    boolean needsBytes() {
        return text("survey.yaml").isPresent() || text("only-bytes.txt").isPresent();
    }

    /** Its records, as the engine surveys them. */
    public SurveyedJson json(SparkSession spark) {
        JsonInput input = JsonInput.of(List.of(input().toString()));
        RelationalizeSpec said = relationalize();
        return schema().map(schema -> SurveyedJson.withSchema(spark, input, schema, said.conflicts()))
                .orElseGet(() -> SurveyedJson.survey(spark, input, said.conflicts(), said.surveyed()));
    }

    /** What {@code survey.yaml} says, read as the relationalize section of a job file. */
    private RelationalizeSpec relationalize() {
        String job = """
                job: case
                sources: {input: {path: input.json}}
                target: {path: out}
                catalog: {type: local, database: cases}
                relationalize:
                  source: input
                  root: root
                """ + text("survey.yaml").orElse("").indent(2);
        return new JobFileReader(Map.of(), folder.toAbsolutePath())
                .readText("survey.yaml", job, List.of())
                .relationalize()
                .orElseThrow();
    }

    public Optional<String> failure() {
        return text("fails.txt");
    }

    /** Glue's behaviour, with what {@code options.json} says instead. */
    public RelationalizeOptions options() {
        try {
            ObjectNode options = JSON.valueToTree(RelationalizeOptions.root("root"));
            Optional<String> changes = text("options.json");
            if (changes.isPresent()) {
                options.setAll((ObjectNode) JSON.readTree(changes.get()));
            }
            return JSON.treeToValue(options, RelationalizeOptions.class);
        } catch (IOException e) {
            throw new UncheckedIOException(folder.toString(), e);
        }
    }

    /** A list of tables: name, columns as Spark's DDL, rows as lists. */
    JsonNode expected() {
        try {
            return JSON.readTree(text("expected.json").orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(folder.toString(), e);
        }
    }

    /** The rows of an expected table. */
    Dataset<Row> rows(JsonNode table, SparkSession spark) {
        StructType columns = StructType.fromDDL(table.get("columns").asText());
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : table.get("rows")) {
            Object[] values = new Object[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(row.get(i), columns.fields()[i].dataType());
            }
            rows.add(RowFactory.create(values));
        }
        return spark.createDataFrame(rows, columns);
    }

    private static Object value(JsonNode value, DataType type) {
        if (value.isNull()) {
            return null;
        }
        if (type instanceof DecimalType decimal) {
            BigDecimal number = value.decimalValue();
            return number.setScale(decimal.scale());
        }
        return switch (type.catalogString()) {
            case "bigint" -> value.longValue();
            case "int" -> value.intValue();
            case "float" -> value.floatValue();
            case "date" -> Date.valueOf(value.asText());
            case "timestamp" -> Timestamp.from(Instant.parse(value.asText()));
            case "string" -> value.textValue();
            case "boolean" -> value.booleanValue();
            case "double" -> value.doubleValue();
            default -> throw new IllegalArgumentException("No expectation of type " + type.catalogString());
        };
    }

    private Optional<String> text(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
