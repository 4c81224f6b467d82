package io.relata.jobs.source;

import io.relata.ColumnName;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;

/** Takes moments without a zone, which no catalog holds, for moments in UTC. */
final class ZonedMoments {

    private ZonedMoments() {}

    /** @param rows of a session whose time zone is UTC */
    static Dataset<Row> of(Dataset<Row> rows) {
        List<Column> columns = new ArrayList<>();
        for (StructField field : rows.schema().fields()) {
            Column column = ColumnName.column(field.name());
            DataType zoned = zoned(field.dataType());
            columns.add(
                    zoned.equals(field.dataType()) ? column : column.cast(zoned).as(field.name()));
        }
        return zoned(rows.schema()).equals(rows.schema()) ? rows : rows.select(columns.toArray(Column[]::new));
    }

    private static DataType zoned(DataType type) {
        if (type instanceof TimestampNTZType) {
            return DataTypes.TimestampType;
        }
        if (type instanceof ArrayType array) {
            return DataTypes.createArrayType(zoned(array.elementType()), array.containsNull());
        }
        if (type instanceof MapType map) {
            return DataTypes.createMapType(zoned(map.keyType()), zoned(map.valueType()), map.valueContainsNull());
        }
        if (type instanceof StructType struct) {
            StructType zoned = new StructType();
            for (StructField field : struct.fields()) {
                zoned = zoned.add(
                        new StructField(field.name(), zoned(field.dataType()), field.nullable(), field.metadata()));
            }
            return zoned;
        }
        return type;
    }
}
