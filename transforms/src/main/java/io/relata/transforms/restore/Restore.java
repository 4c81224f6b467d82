package io.relata.transforms.restore;

import io.relata.NamedTable;
import io.relata.TableSet;
import io.relata.transforms.plan.PublishedTables;
import io.relata.transforms.plan.RelationalPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Rebuilds the documents that tables were made of, for any Spark program:
 *
 * <pre>{@code
 * Dataset<String> documents = Restore.of(RelationalPlan.of(schema, options)).documents(tables);
 * }</pre>
 *
 * <p>What tables do not tell apart comes back as one: a field that is null or missing, or an object without any value, is
 * left out, and an element that is such an object is null. What the plan left out does not come back, and values come back
 * as the types of their columns: a moment in UTC, bytes as hexadecimal digits. Columns of arrays, maps or structs are left
 * out. The rows of one document are in memory together. Immutable.
 */
public final class Restore {

    private final PublishedTables known;

    private Restore(PublishedTables known) {
        this.known = known;
    }

    /** Of tables that a plan describes. */
    public static Restore of(RelationalPlan plan) {
        return of(PublishedTables.of(plan));
    }

    /** Of tables that were published. */
    public static Restore of(PublishedTables known) {
        return new Restore(known);
    }

    /**
     * A text of JSON for each row of the root, in no order. A table or column that is not there is left out.
     *
     * @throws io.relata.RelataException when the root is not among the tables
     */
    public Dataset<String> documents(TableSet tables) {
        DocumentWriter writer = new DocumentWriter(shape(tables));
        MapFunction<Row, String> write = writer::document;
        return new JoinedTables(known, tables).rows(0).map(write, Encoders.STRING());
    }

    /** What the tables can hold of a document. */
    public DocumentShape shape(TableSet tables) {
        Map<String, StructType> present = new LinkedHashMap<>();
        for (NamedTable table : tables) {
            present.put(table.name(), table.rows().schema());
        }
        return DocumentShape.of(known, present);
    }
}
