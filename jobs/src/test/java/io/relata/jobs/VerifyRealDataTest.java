package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.jobs.source.SharedData;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real documents are all in the tables that they became. */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class VerifyRealDataTest {

    private static final String JOB = """
            job: real
            sources: {real: {path: "FILE"MORE}}
            relationalize: {source: real, root: r, key: [KEY]}
            target: {path: out}
            catalog: {database: db}
            """;

    private Program program;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        program = new Program(folder, session);
    }

    private String verified(Path file, String more, String key) {
        program.write(
                "job.yaml",
                JOB.replace("FILE", file.toString()).replace("MORE", more).replace("KEY", key));
        program.execute("run", "job.yaml", "--quiet").succeeded();
        return program.execute("verify", "job.yaml").succeeded().out();
    }

    @Test
    void theLegislators() {
        assertThat(verified(SharedData.find("legislators/legislators-current.json"), "", "id.bioguide"))
                .contains("same  table db.r_terms: ")
                .endsWith("same  documents: 537 of the input, each as the tables have it\n");
    }

    @Test
    void theProgramsOfAnOrchestra() {
        assertThat(verified(
                        SharedData.find("nyphil/1842-43_TO_1910-11.json"), ", records: \"$.programs[*]\"", "programID"))
                .contains("same  table db.r_works: ")
                .containsPattern("same  documents: [0-9]+ of the input, each as the tables have it\n$");
    }
}
