package io.relata.jobs.source.jdbc;

import java.io.Serializable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;

/** How the values of a column become Spark's, in two steps: what a task's row carries, and what Spark makes of it. */
interface Conversion extends Serializable {

    /** What a row carries, as Spark's rows hold it; empty for null. */
    Optional<Object> read(ResultSet row, int number) throws SQLException, Unfit;

    DataType carried();

    /** The column's values from what is carried. */
    default Column made(Column carried) {
        return carried;
    }

    /** What its column can be cut into parts by. */
    default PartitionAxis axis() {
        return PartitionAxis.NONE;
    }
}
