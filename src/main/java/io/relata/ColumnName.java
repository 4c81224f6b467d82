package io.relata;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** How Spark is told a column's name as it stands, whatever characters it holds. */
public final class ColumnName {

    private ColumnName() {}

    /** The column of this very name. */
    public static Column column(String name) {
        return functions.col(quoted(name));
    }

    /** The name as one identifier of Spark SQL. */
    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
