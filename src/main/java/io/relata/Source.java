package io.relata;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Where records come from. Reading is lazy, as Spark's is: only what cannot be known without looking (does the path
 * exist, what is the schema) happens in {@link #read}.
 *
 * <p>Implementations are immutable and may be read more than once; each call sees the input as it is then.
 */
@FunctionalInterface
public interface Source {

    /**
     * The records of this source.
     *
     * <p>A source that can meet records it cannot parse adds the column {@link RejectedRecord#COLUMN}: null for a good
     * record, otherwise what is known of the bad one, whose other columns are then null. An input that exists and holds
     * no record gives an empty dataset.
     *
     * @throws RelataException when the input does not exist or cannot be read at all
     */
    Dataset<Row> read(SparkSession spark);
}
