package io.relata.bench;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How the rows of each table are found again in what a variant wrote. */
interface Reading {

    /** In the rows of every table the column that holds the hash of where the row belongs. */
    String PLACE = "__place";

    /** In the rows of a child table the same of the row it hangs from. */
    String PARENT = "__parent";

    /** The root's rows, without {@link #PLACE}. */
    Dataset<Row> root(FlatTable table);

    /**
     * The rows of the table below an array, with {@link #PARENT} and {@code index}, without {@link #PLACE}.
     *
     * @param rows the rows of the array's table, with {@link #PLACE}
     */
    Dataset<Row> elements(Dataset<Row> rows, FlatColumn array);

    /** A column's value in those rows; of an array whatever is null when the array is. */
    Column value(FlatColumn column);

    /** How many rows a table has, those included that hang from nothing. */
    long count(FlatTable table, Dataset<Row> rows);
}
