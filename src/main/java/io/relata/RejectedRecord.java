package io.relata;

import java.util.Arrays;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A record that could not become rows: what was found, and where. The rejects table holds exactly these columns. */
public final class RejectedRecord {

    /** The column in which a source hands a bad record on. Reserved: data never gives a column this name. */
    public static final String COLUMN = "__relata_rejected";

    /** What is appended to the name of the root table to name the table of its rejected records. */
    public static final String TABLE_SUFFIX = "__rejects";

    /**
     * The columns: {@code raw} the record's text, possibly cut; {@code reason} a code such as {@code MALFORMED};
     * {@code detail} the reason in words; {@code file} the file's path; {@code position} the byte offset of the
     * record in the decompressed file, null where the reader does not know it.
     */
    public static final StructType SCHEMA = new StructType()
            .add("raw", DataTypes.StringType)
            .add("reason", DataTypes.StringType)
            .add("detail", DataTypes.StringType)
            .add("file", DataTypes.StringType)
            .add("position", DataTypes.LongType);

    private RejectedRecord() {}

    /** The columns of the records themselves: {@code rows} without {@link #COLUMN}. */
    public static StructType without(StructType rows) {
        return new StructType(Arrays.stream(rows.fields())
                .filter(field -> !field.name().equals(COLUMN))
                .toArray(StructField[]::new));
    }
}
