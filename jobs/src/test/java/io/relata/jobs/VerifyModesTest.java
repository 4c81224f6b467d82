package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code verify} compares of tables that several runs made, and of a folder without its job file. */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class VerifyModesTest {

    private static final String JOB = """
            job: shop
            sources: {orders: {path: in}}
            relationalize: {source: orders, root: o, key: [k]%s}
            target: {path: out, mode: %s}
            catalog: {database: db}
            """;

    private Program program;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        program = new Program(folder, session);
    }

    /** Verifies against what is current after two runs: documents 1 and 2, then the first of them once more. */
    private String verifiedAfterTwoRuns(String rule, String mode) {
        String job = JOB.formatted(rule, mode);
        program.runJob(job, order(1, 10, "a", "b"), order(2, 10));
        program.runJob(job, order(1, 20, "c"));
        program.write("current.json", order(1, 20, "c"), order(2, 10));
        return program.execute("verify", "job.yaml", "--against", "current.json")
                .succeeded()
                .out();
    }

    private static String order(int k, int at, String... items) {
        List<String> list =
                Stream.of(items).map(item -> "{\"s\":\"" + item + "\"}").toList();
        return "{\"k\":" + k + ",\"at\":" + at + ",\"items\":" + list + "}";
    }

    @Test
    void documentsThatWereMergedAreTheCurrentOnes() {
        assertThat(verifiedAfterTwoRuns("", "merge, format: delta")).isEqualTo("""
                same  table db.o: 2 rows, as the manifest, the catalog and the files say
                same  table db.o_items: 1 rows, as the manifest, the catalog and the files say
                same  documents: 2 of the input, each as the tables have it
                """);
        assertThat(program.execute("verify", "job.yaml").succeeded().out()).endsWith("""
                not compared  documents: with mode: merge the tables hold a choice of the documents of all runs; name those \
                that are current by --against
                """);
    }

    @Test
    void ofAHistoryTheVersionsThatHoldAreCompared() {
        assertThat(verifiedAfterTwoRuns(", order-by: [at]", "history, format: delta"))
                .endsWith("same  documents: 2 of the input, each as the tables have it\n");
    }

    @Test
    void aFolderIsVerifiedByItsManifests() {
        program.runJob(JOB.formatted("", "replace"), order(1, 10, "a", "b"), order(2, 10));
        assertThat(program.execute("verify", "out", "--against", "in")
                        .succeeded()
                        .out())
                .isEqualTo("""
                same  table db.o: 2 rows, as the manifest, the catalog and the files say
                same  table db.o_items: 2 rows, as the manifest, the catalog and the files say
                same  documents: 2 of the input, each as the tables have it
                """);
        assertThat(program.execute("verify", "out").succeeded().out())
                .endsWith(
                        "not compared  documents: a folder does not say how its input is read; name it by --against\n");
    }

    @Test
    void aFolderWithoutRunsCannotBeVerified() {
        program.write("empty/file", "");
        assertThat(program.execute("verify", "empty")).isEqualTo(new Program.Outcome(1, "", """
                relata: Cannot verify a target (DIR/empty): no run is published there. Name the target of a job, or its job \
                file.
                """));
    }

    @Test
    void filesThatAreGoneAreDifferencesAndNoFailure() throws IOException {
        program.runJob(JOB.formatted("", "replace"), order(1, 10, "a", "b"));
        try (Stream<Path> all = Files.walk(program.path("out/o_items"))) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
        Program.Outcome outcome = program.execute("verify", "job.yaml");
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(3);
        assertThat(outcome.out())
                .contains("differs  table db.o_items: its rows and those of table db.o cannot be read together\n")
                .endsWith("not compared  documents: the files of the tables or of the input cannot be read\n");
    }

    @Test
    void aScalarBesideArraysCountsAsAnArrayOfOne() {
        program.runJob(JOB.formatted("", "replace"), "{\"k\":1,\"a\":5}", "{\"k\":2,\"a\":[6,7]}");
        assertThat(program.execute("verify", "job.yaml").succeeded().out())
                .endsWith("same  documents: 2 of the input, each as the tables have it\n");
    }
}
