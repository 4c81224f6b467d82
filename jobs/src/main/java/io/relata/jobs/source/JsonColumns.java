package io.relata.jobs.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.relata.RejectedRecord;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Columns whose texts are JSON of any kind, made columns of what the JSON holds. */
public final class JsonColumns {

    /** What each text is put under, so that one that is a list or a number is the field of an object as well. */
    private static final String VALUE = "v";

    private JsonColumns() {}

    /** What is wrong with a text that should be one JSON value as RFC 8259 has it, within the limits of a record. */
    public static Optional<Defect> defect(String text) {
        if (text.length() > JsonLimits.DEFAULT.recordBytes()) {
            return Optional.of(JsonText.tooLarge(text.length(), JsonLimits.DEFAULT));
        }
        try (JsonParser parser = JsonText.parser(text)) {
            if (parser.nextToken() == null) {
                return Optional.of(new Defect(RejectReason.MALFORMED, "an empty text"));
            }
            Optional<Defect> broken = JsonText.walk(parser, JsonLimits.DEFAULT);
            return broken.isPresent() || parser.nextToken() == null
                    ? broken
                    : Optional.of(new Defect(RejectReason.MALFORMED, "more than one value"));
        } catch (JsonProcessingException e) {
            // The parser's words quote the text.
            return Optional.of(new Defect(
                    RejectReason.MALFORMED,
                    "no JSON from character " + e.getLocation().getCharOffset() + " on"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The type of all values of a column.
     *
     * @param position of the column among those of {@code rows}, from 0
     * @param where the rows are from, for messages
     */
    public static DataType typeOf(Dataset<Row> rows, int position, String where) {
        Dataset<Row> named = rows.toDF(positions(rows.columns().length));
        StructType found = InferredSchema.of(named.select(wrapped(position).as(FoundRecord.TEXT)), where);
        return found.isEmpty() ? DataTypes.StringType : found.fields()[0].dataType();
    }

    /**
     * The rows with their JSON parsed. A row with a value that does not fit is rejected.
     *
     * @param rows the last column is {@link RejectedRecord#COLUMN}; the texts of rows that are not rejected are JSON
     * @param types of the columns that are parsed, by their names
     * @param where the rows are from, for the rejects
     */
    public static Dataset<Row> parsed(Dataset<Row> rows, Map<String, DataType> types, String where) {
        String[] names = rows.columns();
        int last = names.length - 1;
        Dataset<Row> all = rows.toDF(positions(names.length));
        Column judged = col(position(last));
        List<Column> values = new ArrayList<>();
        for (int i = 0; i < last; i++) {
            Optional<DataType> type = Optional.ofNullable(types.get(names[i]));
            if (type.isEmpty()) {
                values.add(col(position(i)));
                continue;
            }
            String parsed = "parsed" + i;
            StructType full = new StructType().add(VALUE, type.get()).add(RejectedRecord.COLUMN, DataTypes.StringType);
            all = all.withColumn(parsed, from_json(wrapped(i), full, ParsedRecords.OPTIONS));
            Column misfit = col(parsed).getField(RejectedRecord.COLUMN).isNotNull();
            judged = when(judged.isNull().and(misfit), rejected(i, names[i], where))
                    .otherwise(judged);
            values.add(col(parsed).getField(VALUE));
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < last; i++) {
            columns.add(when(judged.isNull(), values.get(i)).as(names[i]));
        }
        columns.add(judged.as(RejectedRecord.COLUMN));
        return all.select(columns.toArray(Column[]::new));
    }

    private static Column wrapped(int position) {
        return concat(lit("{\"" + VALUE + "\":"), col(position(position)), lit("}"));
    }

    private static Column rejected(int position, String name, String where) {
        return struct(
                substring(col(position(position)), 1, JsonLimits.RAW_BYTES).as("raw"),
                lit(RejectReason.SCHEMA_MISMATCH.name()).as("reason"),
                lit("column " + name + " holds " + ParsedRecords.DOES_NOT_FIT).as("detail"),
                lit(where).as("file"),
                lit(null).cast(DataTypes.LongType).as("position"));
    }

    /** Columns go by position here, as a name may be any text. */
    private static String[] positions(int count) {
        return IntStream.range(0, count).mapToObj(JsonColumns::position).toArray(String[]::new);
    }

    private static String position(int position) {
        return "_" + position;
    }
}
