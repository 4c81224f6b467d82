package io.relata.transforms.shred;

import io.relata.transforms.json.JsonValue;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.Propagation;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/** A scalar of the record at hand on its way into child rows: read once a record, whatever the number of rows. */
final class PropagatedValue {

    private final Propagation propagation;
    private final JsonFieldPath path;
    private final ScalarConversion conversion;
    private Optional<Object> read = Optional.empty();
    private Optional<Object> cast = Optional.empty();

    PropagatedValue(Propagation propagation, StructType source) {
        this.propagation = propagation;
        this.path = new JsonFieldPath(source, propagation.ordinals());
        this.conversion = ScalarConversion.of(propagation.from(), propagation.to());
    }

    /** The keys on the way to it. */
    List<String> field() {
        return path.keys();
    }

    /** A new record begins. */
    void record(JsonValue.ObjectValue record) {
        read = path.find(record).flatMap(conversion.reading()::read);
        cast = read.flatMap(conversion.casting()::apply);
    }

    /** Sets the table's column, if the table has one and the record has a value. */
    Optional<ChildTable.RootCopy> into(int table, PlannedTable planned, TaskTable target) {
        int column = propagation.columns().get(table);
        if (column < 0) {
            return Optional.empty();
        }
        ParquetColumn.JavaCell cell =
                ParquetColumn.of(propagation.to()).javaCells().of(target.batch(), column);
        return Optional.of(row -> {
            if (cast.isPresent()) {
                cell.set(cast.get(), row);
            } else if (read.isPresent()) {
                throw ScalarStep.refused(planned, column, read.get(), propagation.to());
            }
        });
    }
}
