package io.relata.jobs.source;

import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.relata.ColumnName;
import io.relata.RejectedRecord;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.RejectReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Spark's own reader over files with one record a line: see {@link LineReader#PLAIN}. */
final class PlainLines {

    private PlainLines() {}

    /** The schema's columns, then {@link RejectedRecord#COLUMN}. */
    static Dataset<Row> read(List<InputFile> files, StructType schema, JsonLimits limits, SparkSession spark) {
        Dataset<Row> lines = spark.read()
                .schema(schema.add(RejectedRecord.COLUMN, DataTypes.StringType))
                .options(ParsedRecords.OPTIONS)
                .option("lineSep", Lines.END)
                .json(Lines.patterns(files));
        Column raw = ColumnName.column(RejectedRecord.COLUMN);
        List<Column> values =
                Arrays.stream(schema.fieldNames()).map(ColumnName::column).toList();
        UDF3<String, String, Row, Row> reject = (text, file, row) -> rejected(text, InputFile.pathOf(file), limits);
        UserDefinedFunction rejected = udf(reject, RejectedRecord.SCHEMA);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            columns.add(when(raw.isNull(), values.get(i)).as(schema.fieldNames()[i]));
        }
        // The values are named here so that Spark parses them all whenever it is asked what was rejected: it parses
        // no column that a query leaves out, and finds nothing wrong with it then.
        Column whole = struct(values.toArray(Column[]::new));
        columns.add(when(raw.isNotNull(), rejected.apply(raw, Lines.FILE_PATH, whole))
                .as(RejectedRecord.COLUMN));
        return lines.select(columns.toArray(Column[]::new));
    }

    private static Row rejected(String text, String file, JsonLimits limits) {
        Defect defect = LineText.defect(text, limits)
                .orElse(new Defect(RejectReason.SCHEMA_MISMATCH, ParsedRecords.DOES_NOT_FIT));
        String raw = text.substring(0, Math.min(text.length(), JsonLimits.RAW_BYTES));
        return FoundRecord.rejected(Optional.of(raw), defect, file, OptionalLong.empty());
    }
}
