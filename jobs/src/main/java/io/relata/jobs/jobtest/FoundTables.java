package io.relata.jobs.jobtest;

import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.Catalog;
import io.relata.ColumnName;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.jobs.source.CatalogTableSource;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/** The tables that a test's runs published, as a reader of their catalog finds them. */
public final class FoundTables {

    /** More are no test any more. */
    static final int MOST_ROWS = 10_000;

    private static final Map<String, String> SPELLING =
            Map.of("timeZone", "UTC", "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Catalog catalog;
    private final SparkSession spark;

    public FoundTables(Catalog catalog, SparkSession spark) {
        this.catalog = catalog;
        this.spark = spark;
    }

    /**
     * All tables of a database, by name.
     *
     * @param replaced takes out of a text what differs from run to run
     * @throws RelataException when a table cannot be read or has too many rows
     */
    public Map<String, TableText> of(String database, UnaryOperator<String> replaced) {
        Map<String, TableText> tables = new TreeMap<>();
        for (TableName name : catalog.tables(database)) {
            if (catalog.find(name)
                    .filter(table -> table.definition().format() != TableFormat.SYMLINK)
                    .isPresent()) {
                tables.put(name.table(), text(name).withTexts(replaced));
            }
        }
        return tables;
    }

    private TableText text(TableName name) {
        Dataset<Row> rows = CatalogTableSource.of(catalog, name).read(spark);
        Map<String, String> types = new LinkedHashMap<>();
        for (StructField column : rows.schema().fields()) {
            types.put(column.name(), column.dataType().catalogString());
        }
        Column[] columns = types.keySet().stream().map(ColumnName::column).toArray(Column[]::new);
        List<Row> texts = rows.select(to_json(struct(columns), SPELLING))
                .limit(MOST_ROWS + 1)
                .collectAsList();
        if (texts.size() > MOST_ROWS) {
            throw RelataException.failed(new Problem(
                    "Cannot test the job",
                    "table " + name.table(),
                    "it has more than " + MOST_ROWS + " rows, and a test's tables are kept as text",
                    "Give the test less input"));
        }
        return new TableText(
                types, texts.stream().map(row -> object(row.getString(0))).toList());
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
