package io.relata.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.when;

import io.relata.ColumnName;
import io.relata.Problem;
import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.jobs.config.SourceSpec;
import io.relata.jobs.source.QueryFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The columns that a job computes of a source's fields. */
final class ComputedColumns {

    private ComputedColumns() {}

    /**
     * The fields of the records with the columns that the job names, each in the place of the field of its name or behind
     * all fields, and the column of what is rejected as it is. An expression sees the fields, not the other expressions.
     *
     * @throws RelataException when Spark refuses an expression
     */
    static Dataset<Row> of(Dataset<Row> records, SourceSpec source) {
        if (source.columns().isEmpty()) {
            return records;
        }
        boolean mayReject = List.of(records.schema().fieldNames()).contains(RejectedRecord.COLUMN);
        Map<String, Column> columns = new LinkedHashMap<>();
        for (String field : RejectedRecord.without(records.schema()).fieldNames()) {
            columns.put(field, ColumnName.column(field));
        }
        Dataset<Row> fields = mayReject ? records.drop(RejectedRecord.COLUMN) : records;
        source.columns().forEach((name, sql) -> {
            Column value = checked(fields, name, sql, source);
            Column computed = mayReject ? when(col(RejectedRecord.COLUMN).isNull(), value) : value;
            columns.put(name, computed.as(name));
        });
        List<Column> all = new ArrayList<>(columns.values());
        if (mayReject) {
            all.add(col(RejectedRecord.COLUMN));
        }
        return records.select(all.toArray(Column[]::new));
    }

    private static Column checked(Dataset<Row> fields, String name, String sql, SourceSpec source) {
        try {
            Column value = expr(sql);
            // Fails here, where it is known which expression it is; what sees more than one row has no place in a
            // filter.
            fields.where(value.isNotNull()).select(value);
            return value;
        } catch (Exception e) { // Spark's AnalysisException is a checked one that is not declared
            throw RelataException.failed(
                    new Problem(
                            "Cannot compute column " + name,
                            String.join(", ", source.inputs()),
                            QueryFailure.told(String.valueOf(e.getMessage())),
                            "Correct the expression under columns; it sees the fields "
                                    + String.join(", ", fields.schema().fieldNames())),
                    e);
        }
    }
}
