package io.relata.transforms.shred;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.RejectedRecord;
import io.relata.testing.SparkExtension;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What happens when Spark runs a task twice at once, driven by hand: a local Spark never speculates. */
@ExtendWith(SparkExtension.class)
class AttemptsTest {

    private final SparkSession spark;
    private TablesWrite write;
    private DataWriterFactory writers;

    @TempDir
    Path folder;

    AttemptsTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void beginJob() {
        StructType schema = StructType.fromDDL("k bigint");
        OutputTable table = OutputTable.of("t", schema, folder + "/t", OutputTable.Presence.ALWAYS);
        OutputTable rejects = OutputTable.of("r", RejectedRecord.SCHEMA, folder + "/r", OutputTable.Presence.WITH_ROWS);
        OutputTable keys = OutputTable.of("k", DocumentKeys.SCHEMA, folder + "/k", OutputTable.Presence.WITH_ROWS);
        write = new TablesWrite(
                new WriteRequest("1", List.of(table, rejects, keys), folder + "/outcome.json"),
                ShredWork.of(
                        schema,
                        RelationalPlan.of(schema, RelationalizeOptions.root("t")),
                        List.of(),
                        SharedKeys.REFUSED),
                spark.sparkContext().hadoopConfiguration(),
                spark.version());
        writers = write.createBatchWriterFactory(() -> 1);
    }

    private DataWriter<InternalRow> attempt(long id, int rows) throws IOException {
        DataWriter<InternalRow> writer = writers.createWriter(0, id);
        for (int i = 0; i < rows; i++) {
            writer.write(new GenericInternalRow(new Object[] {(long) i}));
        }
        return writer;
    }

    private List<Row> published() {
        return spark.read().parquet(folder + "/t").orderBy("k").collectAsList();
    }

    @Test
    void ofTwoAttemptsAtOnceOnlyTheCommittedOneCounts() throws IOException {
        DataWriter<InternalRow> slow = attempt(1, 3);
        DataWriter<InternalRow> fast = attempt(2, 3);
        WriterCommitMessage message = fast.commit();
        slow.abort();
        write.commit(new WriterCommitMessage[] {message});

        assertThat(published()).extracting(row -> row.getLong(0)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void anAttemptThatIsStillRunningWhenTheJobCommitsAddsNothing() throws IOException {
        DataWriter<InternalRow> forgotten = attempt(1, 3);
        WriterCommitMessage message = attempt(2, 3).commit();
        write.commit(new WriterCommitMessage[] {message});
        forgotten.abort();

        assertThat(published()).extracting(row -> row.getLong(0)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void anAttemptThatCommittedAfterAnotherReplacesItAndDoublesNothing() throws IOException {
        attempt(1, 3).commit();
        WriterCommitMessage second = attempt(2, 3).commit();
        write.commit(new WriterCommitMessage[] {second});

        assertThat(published()).extracting(row -> row.getLong(0)).containsExactly(0L, 1L, 2L);
    }
}
