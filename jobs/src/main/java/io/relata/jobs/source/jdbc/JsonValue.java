package io.relata.jobs.source.jdbc;

import io.relata.jobs.source.Defect;
import io.relata.jobs.source.JsonColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Text that must be JSON, because it is parsed afterwards. */
record JsonValue() implements Conversion {

    private static final long serialVersionUID = 1L;

    @Override
    public Optional<Object> read(ResultSet row, int number) throws SQLException, Unfit {
        Optional<String> text = Optional.ofNullable(row.getString(number));
        Optional<Defect> defect = text.flatMap(JsonColumns::defect);
        if (defect.isPresent()) {
            throw new Unfit(defect.get().reason(), "is " + defect.get().detail());
        }
        return text.map(value -> value);
    }

    @Override
    public DataType carried() {
        return DataTypes.StringType;
    }
}
