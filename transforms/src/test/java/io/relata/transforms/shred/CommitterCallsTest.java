package io.relata.transforms.shred;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.RejectedRecord;
import io.relata.testing.SparkExtension;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
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

/**
 * What Hadoop's output committers are asked to do. Those of object stores leave uploads behind, which cost money and are
 * seen by nobody, where an abort is forgotten.
 */
@ExtendWith(SparkExtension.class)
class CommitterCallsTest {

    private final Configuration configuration;
    private final String sparkVersion;
    private TablesWrite write;
    private DataWriterFactory writers;

    @TempDir
    private Path folder;

    CommitterCallsTest(SparkSession spark) {
        configuration = new Configuration(spark.sparkContext().hadoopConfiguration());
        sparkVersion = spark.version();
    }

    @BeforeEach
    void beginJob() {
        RecordingCommitter.register(configuration, folder.resolve("calls"));
        StructType schema = StructType.fromDDL("k bigint");
        String target = "file:" + folder;
        OutputTable rows = OutputTable.of("rows", schema, target + "/rows", OutputTable.Presence.ALWAYS);
        OutputTable rejects =
                OutputTable.of("rejects", RejectedRecord.SCHEMA, target + "/rejects", OutputTable.Presence.WITH_ROWS);
        OutputTable keys =
                OutputTable.of("keys", DocumentKeys.SCHEMA, target + "/keys", OutputTable.Presence.WITH_ROWS);
        write = new TablesWrite(
                new WriteRequest("7", List.of(rows, rejects, keys), folder + "/outcome.json"),
                ShredWork.of(
                        schema,
                        RelationalPlan.of(schema, RelationalizeOptions.root("rows")),
                        List.of(),
                        SharedKeys.REFUSED),
                configuration,
                sparkVersion);
        writers = write.createBatchWriterFactory(() -> 1);
    }

    /** So many rows that the first are in a file. */
    private DataWriter<InternalRow> attempt() throws IOException {
        DataWriter<InternalRow> writer = writers.createWriter(0, 3);
        for (long i = 0; i < 200_000; i++) {
            writer.write(new GenericInternalRow(new Object[] {i}));
        }
        return writer;
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    private List<String> folders() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .toList();
        }
    }

    @Test
    void tablesWithFilesAreCommittedLastToFirstAndTheOthersAborted() throws IOException {
        write.commit(new WriterCommitMessage[] {attempt().commit()});
        assertThat(calls())
                .containsExactly(
                        "rows setupJob of job 7",
                        "rejects setupJob of job 7",
                        "keys setupJob of job 7",
                        "rows setupTask 3 of job 7",
                        "rows commitTask 3 of job 7",
                        "keys abortJob of job 7",
                        "rejects abortJob of job 7",
                        "rows commitJob of job 7");
        assertThat(folders()).containsExactly("rows");
    }

    @Test
    void anAttemptThatFailsIsAborted() throws IOException {
        DataWriter<InternalRow> failed = attempt();
        failed.abort();
        failed.close();
        assertThat(calls())
                .endsWith("rows setupTask 3 of job 7", "rows abortTask 3 of job 7")
                .hasSize(5);
    }

    @Test
    void aJobThatFailsIsAbortedForEveryTableAndLeavesNoFolder() throws IOException {
        WriterCommitMessage message = attempt().commit();
        assertThat(folders()).contains("rows");
        write.abort(new WriterCommitMessage[] {message});
        assertThat(calls())
                .endsWith("rows abortJob of job 7", "rejects abortJob of job 7", "keys abortJob of job 7")
                .doesNotContain("rows commitJob of job 7");
        assertThat(folders()).isEmpty();
    }
}
