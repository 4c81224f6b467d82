package io.relata.jobs.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.relata.RejectedRecord;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Parses found records by a schema. */
final class ParsedRecords {

    /** Strict JSON, and the text of what does not fit in the column that no data may have. */
    static final Map<String, String> OPTIONS = Map.of(
            "mode", "PERMISSIVE",
            "columnNameOfCorruptRecord", RejectedRecord.COLUMN,
            "allowSingleQuotes", "false",
            "allowNonNumericNumbers", "false",
            "maxStringLen", Integer.toString(JsonLimits.DEFAULT.recordBytes()));

    static final String DOES_NOT_FIT = "a value that its column's type cannot hold";

    static final String MISSING = "required, and missing or null: ";

    private static final String PARSED = "parsed";

    private ParsedRecords() {}

    /**
     * The schema's columns, then {@link RejectedRecord#COLUMN}.
     *
     * @param required those of the schema's fields without which a record is rejected
     */
    static Dataset<Row> of(Dataset<Row> found, StructType schema, List<String> required) {
        StructType full = schema.add(RejectedRecord.COLUMN, DataTypes.StringType);
        Column misfit = col(PARSED).getField(RejectedRecord.COLUMN);
        Column missing = missing(required);
        Column rejected = when(misfit.isNotNull(), rejected(misfit, RejectReason.SCHEMA_MISMATCH, lit(DOES_NOT_FIT)))
                .when(
                        col(FoundRecord.REJECTED).isNull().and(missing.notEqual("")),
                        rejected(col(FoundRecord.TEXT), RejectReason.MISSING_FIELD, concat(lit(MISSING), missing)))
                .otherwise(col(FoundRecord.REJECTED));
        // By position, as a key may be any text and a column is not found by every name.
        Dataset<Row> parsed = found.withColumn(PARSED, from_json(col(FoundRecord.TEXT), full, OPTIONS))
                .select(col(PARSED + ".*"), rejected)
                .toDF(IntStream.rangeClosed(0, full.size())
                        .mapToObj(i -> "_" + i)
                        .toArray(String[]::new));
        Column judged = col("_" + full.size());
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            columns.add(when(judged.isNull(), col("_" + i)).as(schema.fieldNames()[i]));
        }
        columns.add(judged.as(RejectedRecord.COLUMN));
        return parsed.select(columns.toArray(Column[]::new));
    }

    /** The names of the fields that have no value, as one text. */
    private static Column missing(List<String> required) {
        return concat_ws(
                ", ",
                required.stream()
                        .map(field -> when(col(PARSED).getField(field).isNull(), lit(field)))
                        .toArray(Column[]::new));
    }

    private static Column rejected(Column text, RejectReason reason, Column detail) {
        return struct(
                substring(text, 1, JsonLimits.RAW_BYTES).as("raw"),
                lit(reason.name()).as("reason"),
                detail.as("detail"),
                col(FoundRecord.FILE).as("file"),
                col(FoundRecord.POSITION).as("position"));
    }
}
