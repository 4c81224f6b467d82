package io.relata.transforms.shred;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The door through which Spark reaches a {@link TablesWrite}: Spark makes an instance by class name and hands it
 * options, so the request travels as JSON. Public because Spark must reach it; not for other callers.
 */
public abstract class WriteTarget implements TableProvider {

    private static final String REQUEST = "request";
    private static final String WORK = "work";
    private static final JsonMapper JSON = new JsonMapper();

    private final Class<? extends TaskWork> work;

    WriteTarget(Class<? extends TaskWork> work) {
        this.work = work;
    }

    /** Runs the write with {@code rows} as the tasks' rows. */
    static void write(Dataset<Row> rows, Class<? extends WriteTarget> target, WriteRequest request, TaskWork work) {
        DataFrameWriter<Row> writer = rows.write().format(target.getName()).mode("append");
        try {
            writer.option(REQUEST, JSON.writeValueAsString(request))
                    .option(WORK, JSON.writeValueAsString(work))
                    .save();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return new StructType();
    }

    @Override
    public boolean supportsExternalMetadata() {
        return true;
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        CaseInsensitiveStringMap options = new CaseInsensitiveStringMap(properties);
        try {
            return new WriteOnlyTable(
                    JSON.readValue(options.get(REQUEST), WriteRequest.class), JSON.readValue(options.get(WORK), work));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the tables of a plan. */
    public static final class Shred extends WriteTarget {
        /** For Spark. */
        public Shred() {
            super(ShredWork.class);
        }
    }

    /** Writes the tables of a plan from bytes. */
    public static final class ShredBytes extends WriteTarget {
        /** For Spark. */
        public ShredBytes() {
            super(BytesWork.class);
        }
    }

    /** Joins files of a table. */
    public static final class Merge extends WriteTarget {
        /** For Spark. */
        public Merge() {
            super(MergeWork.class);
        }
    }
}
