package io.relata.jobs.sink;

import io.relata.NamedTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns that never held a value have the type void, which no file format knows; they are written as text. */
final class VoidColumns {

    private VoidColumns() {}

    static Dataset<Row> asText(NamedTable table) {
        Dataset<Row> rows = table.rows();
        StructType schema = rows.schema();
        StructType written = (StructType) asText(schema);
        if (written.equals(schema)) {
            return rows;
        }
        // By position, since names may come twice or differ in case alone.
        String[] positions = new String[schema.length()];
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            positions[i] = "c" + i;
        }
        Dataset<Row> positional = rows.toDF(positions);
        for (int i = 0; i < positions.length; i++) {
            StructField field = written.fields()[i];
            columns.add(positional.col(positions[i]).cast(field.dataType()).as(field.name(), field.metadata()));
        }
        return positional.select(columns.toArray(Column[]::new));
    }

    private static DataType asText(DataType type) {
        if (type instanceof NullType) {
            return DataTypes.StringType;
        }
        if (type instanceof ArrayType array) {
            return DataTypes.createArrayType(asText(array.elementType()), array.containsNull());
        }
        if (type instanceof MapType map) {
            return DataTypes.createMapType(asText(map.keyType()), asText(map.valueType()), map.valueContainsNull());
        }
        if (type instanceof StructType struct) {
            StructType replaced = new StructType();
            for (StructField field : struct.fields()) {
                replaced = replaced.add(field.name(), asText(field.dataType()), field.nullable(), field.metadata());
            }
            return replaced;
        }
        return type;
    }
}
