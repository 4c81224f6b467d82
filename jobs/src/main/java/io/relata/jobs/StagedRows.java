package io.relata.jobs;

import io.relata.TableDefinition;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads what a run wrote of a table, and not the rows of earlier runs that stay beside it. */
final class StagedRows {

    private StagedRows() {}

    static Dataset<Row> read(SparkSession session, TableDefinition table) {
        return switch (table.format()) {
            case PARQUET -> session.read().schema(table.allColumns()).parquet(table.location());
            // Delta knows its columns and refuses to be told them.
            case DELTA -> session.read().format("delta").load(table.location());
            case SYMLINK -> throw new IllegalArgumentException(table.name() + " is another table's twin");
        };
    }
}
