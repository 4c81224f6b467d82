package io.relata.transforms.plan;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/**
 * A column to be written.
 *
 * @param name the name it is written under
 * @param givenName the name that the naming policy gives, before the job renames the column
 * @param logicalName the name AWS Glue would give it; unique in its table
 * @param path the JSON path of its value, for example {@code $.a[].b}
 * @param type the type written
 * @param role what its value is
 */
public record PlannedColumn(String name, String givenName, String logicalName, String path, DataType type, Role role) {

    /** What a column's value is. */
    public enum Role {
        /** A value of the source. */
        VALUE(true),
        /** A value of the source that never is anything but null. */
        VOID(true),
        /** In a parent: the key of an array's or a map's child rows; null where the array is null or missing. */
        KEY(true),
        /** In a child: the key of the array this row is an element of. */
        ID(false),
        /** In a child: the element's position, from 0. */
        INDEX(false),
        /** The number of elements of an array or map; null where it is null or missing. */
        SIZE(true),
        /** Whether a struct without columns of its own was there. */
        PRESENCE(false),
        /** A copy of a root column in a child. */
        PROPAGATED(true);

        private final boolean nullable;

        Role(boolean nullable) {
            this.nullable = nullable;
        }

        /** Whether the column may hold null. */
        public boolean nullable() {
            return nullable;
        }
    }

    StructField field() {
        return new StructField(name, type, role.nullable(), Metadata.empty()).withComment(path);
    }
}
