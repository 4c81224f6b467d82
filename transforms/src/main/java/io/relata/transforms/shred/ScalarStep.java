package io.relata.transforms.shred;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.transforms.columns.TableBatch;
import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedTable;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Writes a scalar into a column. */
final class ScalarStep extends Step {

    private static final int SHOWN = 60;

    private final ParquetColumn.RowCell cell;

    private ScalarStep(ParquetColumn.RowCell cell) {
        this.cell = cell;
    }

    static Step copying(PlannedTable table, TableBatch batch, int position, DataType from, DataType to) {
        return new ScalarStep(
                from.equals(to)
                        ? ParquetColumn.of(to).rowCells().of(batch, position)
                        : casting(table, batch, position, from, to));
    }

    static Step json(TableBatch batch, int position, DataType from) {
        JsonText json = new JsonText(from);
        ParquetColumn.JavaCell text =
                ParquetColumn.of(DataTypes.StringType).javaCells().of(batch, position);
        return new ScalarStep((values, ordinal, row) -> text.set(json.of(values, ordinal), row));
    }

    private static ParquetColumn.RowCell casting(
            PlannedTable table, TableBatch batch, int position, DataType from, DataType to) {
        ScalarValue source = ScalarValue.of(from);
        Cast cast = Cast.to(to);
        ParquetColumn.JavaCell target = ParquetColumn.of(to).javaCells().of(batch, position);
        return (values, ordinal, row) -> {
            Object value = source.read(values, ordinal);
            target.set(cast.apply(value).orElseThrow(() -> refused(table, position, value, to)), row);
        };
    }

    static RelataException refused(PlannedTable table, int position, Object value, DataType to) {
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
    void write(SpecializedGetters values, int ordinal, int row) {
        cell.set(values, ordinal, row);
    }
}
