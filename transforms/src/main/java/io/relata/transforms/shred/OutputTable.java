package io.relata.transforms.shred;

import java.io.Serializable;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A table that a write may give files to.
 *
 * @param columns the schema as Spark's JSON
 * @param folder where the files go
 * @param presence what is left when there is no row
 */
record OutputTable(String name, String columns, String folder, Presence presence) implements Serializable {

    /** What a table without rows leaves. */
    enum Presence {
        /** One file without rows. */
        ALWAYS,
        /** Nothing. */
        WITH_ROWS
    }

    static OutputTable of(String name, StructType schema, String folder, Presence presence) {
        return new OutputTable(name, schema.json(), folder, presence);
    }

    StructType schema() {
        return (StructType) DataType.fromJson(columns);
    }

    OutputTable in(String otherFolder) {
        return new OutputTable(name, columns, otherFolder, presence);
    }
}
