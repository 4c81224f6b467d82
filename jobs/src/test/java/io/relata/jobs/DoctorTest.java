package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.catalog.glue.GlueServer;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class DoctorTest {

    private static final String JOB = """
            job: j
            sources: {in: {path: in}}
            target: {path: out, mode: replace}
            catalog: {type: local, database: db}
            """;

    private SparkSession spark;
    private Program program;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
    }

    @Test
    void withoutAJobItTellsTheLibraries() {
        Program.Outcome outcome = program.execute("doctor");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines())
                .hasSize(5)
                .contains("ok    Spark: " + spark.version())
                .anyMatch(line -> line.startsWith("ok    Delta: "))
                .anyMatch(line -> line.startsWith("ok    Hadoop: with S3A, "))
                .anyMatch(line -> line.startsWith("ok    AWS SDK: 2."));
    }

    @Test
    void aTargetAndACatalogAreTriedAndLeftAsTheyWere() {
        program.write("job.yaml", JOB);
        program.write("out/t/run/file", "x");
        Program.Outcome outcome = program.execute("doctor", "job.yaml");
        assertThat(outcome.exitCode()).as(outcome.out()).isZero();
        assertThat(outcome.out().lines().skip(5).filter(line -> !line.contains("  clock: ")))
                .containsExactly(
                        "ok    write: a file in DIR/out/_relata/doctor/RUN",
                        "ok    read: what was written",
                        "ok    list: the file that was written",
                        "ok    write once: a second writer of one file is refused",
                        "ok    committer: FileOutputCommitter",
                        "ok    look up a table: in database db",
                        "ok    create a table: db.relata_doctor",
                        "ok    change a table: db.relata_doctor",
                        "ok    refuse the slower of two changes: the one that did not know the other",
                        "ok    list tables: of database db",
                        "ok    remove a table: db.relata_doctor");
        // The tests' clock stands in the past.
        assertThat(outcome.out())
                .containsPattern("(?m)^warn  clock: \\d+ seconds behind the store's\\. Set the clock: ");
        assertThat(program.files("out").stream().filter(file -> !file.startsWith("_relata/catalog/")))
                .containsExactly("t/run/file");

        assertThat(program.execute("doctor", "job.yaml").exitCode()).as("again").isZero();
    }

    @Test
    void aTargetThatCannotBeWrittenFails() {
        program.write("job.yaml", JOB);
        program.write("out", "a file where the folder should be");
        Program.Outcome outcome = program.execute("doctor", "job.yaml", "--set", "catalog.path=catalog");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .containsPattern("(?m)^fail  write: \\w+Exception: .*DIR/out.*"
                        + "\\. Check the role and the path in target\\.path$")
                .contains("ok    remove a table");
    }

    @Test
    void aRoleThatMayNotChangeTablesFails() {
        System.setProperty("aws.accessKeyId", GlueServer.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", "the secret itself");
        try (GlueServer server = GlueServer.start()) {
            program.write(
                    "job.yaml",
                    JOB.replace(
                            "{type: local, database: db}",
                            "{type: glue, database: db, region: eu-central-1, endpoint: \"" + server.endpoint()
                                    + "\"}"));
            assertThat(program.execute("doctor", "job.yaml").out()).contains("ok    remove a table: db.relata_doctor");
            assertThat(server.table("db", "relata_doctor")).isEmpty();

            server.denyChanges("db", "relata_doctor");
            Program.Outcome denied = program.execute("doctor", "job.yaml");
            assertThat(denied.exitCode()).isEqualTo(1);
            List<String> ofCatalog = denied.out()
                    .lines()
                    .dropWhile(line -> !line.contains("look up a table"))
                    .toList();
            assertThat(ofCatalog).hasSize(2);
            assertThat(ofCatalog.get(1))
                    .startsWith("fail  create a table: ")
                    .endsWith(". Check the role: deploy/templates/access.yaml has what a run asks of Glue");
            assertThat(denied.out() + denied.err()).doesNotContain("the secret itself");
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }
}
