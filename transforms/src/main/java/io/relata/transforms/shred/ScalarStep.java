package io.relata.transforms.shred;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedTable;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Writes a scalar into a column. */
final class ScalarStep extends Step {

    private static final int SHOWN = 60;

    private final String column;
    private final int position;
    private final ParquetColumn.RowValue value;

    private ScalarStep(PlannedTable table, int position, ParquetColumn.RowValue value) {
        this.column = table.columns().get(position).name();
        this.position = position;
        this.value = value;
    }

    static Step copying(PlannedTable table, int position, DataType from, DataType to) {
        return new ScalarStep(
                table,
                position,
                from.equals(to) ? ParquetColumn.of(to).rowValue() : casting(table, position, from, to));
    }

    static Step json(PlannedTable table, int position, DataType from) {
        JsonText json = new JsonText(from);
        ParquetColumn.JavaValue text = ParquetColumn.of(DataTypes.StringType).javaValue();
        return new ScalarStep(table, position, (values, ordinal, row) -> text.add(json.of(values, ordinal), row));
    }

    private static ParquetColumn.RowValue casting(PlannedTable table, int position, DataType from, DataType to) {
        ScalarValue source = ScalarValue.of(from);
        Cast cast = Cast.to(to);
        ParquetColumn.JavaValue target = ParquetColumn.of(to).javaValue();
        return (values, ordinal, row) -> {
            Object value = source.read(values, ordinal);
            target.add(cast.apply(value).orElseThrow(() -> refused(table, position, value, to)), row);
        };
    }

    private static RelataException refused(PlannedTable table, int position, Object value, DataType to) {
        PlannedColumn column = table.columns().get(position);
        String text = ScalarValue.textOf(value);
        return RelataException.failed(new Problem(
                "Cannot cast \"" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...") + "\" to "
                        + to.catalogString(),
                table.name() + "." + column.name() + ", from " + column.path(),
                "the column is cast to " + to.catalogString() + ", which cannot hold this value exactly",
                "Correct the data, or cast the column to string or a wider type"));
    }

    @Override
    void write(SpecializedGetters values, int ordinal, RecordConsumer row) {
        row.startField(column, position);
        value.add(values, ordinal, row);
        row.endField(column, position);
    }
}
