package io.relata.transforms.shred;

import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructType;

/** What Spark sees of a {@link TablesWrite}: a table that takes rows of any schema and cannot be read. */
final class WriteOnlyTable implements SupportsWrite {

    private final WriteRequest request;
    private final TaskWork work;

    WriteOnlyTable(WriteRequest request, TaskWork work) {
        this.request = request;
        this.work = work;
    }

    @Override
    public String name() {
        return "relata";
    }

    @Override
    @SuppressWarnings("deprecation") // Spark's other way to name columns came with 3.4 and needs this one too
    public StructType schema() {
        return new StructType();
    }

    @Override
    public Set<TableCapability> capabilities() {
        return EnumSet.of(TableCapability.BATCH_WRITE, TableCapability.ACCEPT_ANY_SCHEMA);
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        return new WriteBuilder() {
            @Override
            public Write build() {
                return new Write() {
                    @Override
                    public BatchWrite toBatch() {
                        SparkContext spark = SparkContext.getOrCreate();
                        return new TablesWrite(request, work, spark.hadoopConfiguration(), spark.version());
                    }
                };
            }
        };
    }
}
