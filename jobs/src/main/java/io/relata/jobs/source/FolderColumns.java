package io.relata.jobs.source;

import static org.apache.spark.sql.functions.udf;

import io.relata.ColumnName;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.transforms.json.InputFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.StructType;

/**
 * Columns whose values the folder of a row's file decides.
 *
 * @param columns the columns
 * @param values the values by folder, with its scheme, as Hadoop writes paths
 */
record FolderColumns(StructType columns, Map<String, Row> values) {

    FolderColumns {
        values = Map.copyOf(values);
    }

    /** The rows, read from files in these folders, with the columns behind their own. */
    Dataset<Row> behind(Dataset<Row> rows) {
        if (columns.isEmpty()) {
            return rows;
        }
        HashMap<String, Row> known = new HashMap<>(values);
        UDF1<String, Row> ofFile = file -> known.get(folder(InputFile.pathOf(file)));
        UserDefinedFunction found = udf(ofFile, columns);
        Column folder = found.apply(Lines.FILE_PATH);
        List<Column> all = new ArrayList<>();
        for (String name : rows.schema().fieldNames()) {
            all.add(ColumnName.column(name));
        }
        for (String name : columns.fieldNames()) {
            all.add(folder.getField(name).as(name));
        }
        return rows.select(all.toArray(Column[]::new));
    }

    /** @throws RelataException when rows have a column of one of these names already */
    void requireApart(StructType rows, String what, String where) {
        for (String name : columns.fieldNames()) {
            if (List.of(rows.fieldNames()).contains(name)) {
                throw RelataException.failed(new Problem(
                        what,
                        where,
                        "its files have the column " + name + ", and so have the names of their folders",
                        "Name the folders below as paths of their own, or write the files without the column"));
            }
        }
    }

    /** The folder that a file lies in. */
    static String folder(String file) {
        return new Path(file).getParent().toString();
    }
}
