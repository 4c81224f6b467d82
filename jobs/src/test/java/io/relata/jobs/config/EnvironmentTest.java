package io.relata.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {

    @TempDir
    Path temporary;

    private JobFolder folder;

    @BeforeEach
    void createFolder() {
        folder = new JobFolder(temporary);
    }

    private String database(String written) {
        return folder.read(JobFolder.SMALLEST.replace("{database: games}", "\n  database: " + written))
                .catalog()
                .database();
    }

    @Test
    void replacesVariables() {
        folder.variable("STAGE", "prod").variable("EMPTY", "");

        assertThat(database("games_${STAGE}_${STAGE}")).isEqualTo("games_prod_prod");
        assertThat(database("games_${MISSING:-dev}")).isEqualTo("games_dev");
        assertThat(database("games_${EMPTY:-dev}")).isEqualTo("games_dev");
        assertThat(database("games_${EMPTY}")).isEqualTo("games_");
        assertThat(database("games_${MISSING:-}")).isEqualTo("games_");
        assertThat(database("games_$${STAGE}$")).isEqualTo("games_${STAGE}$");
    }

    @Test
    void takesValuesAsTextAndNeverAsYaml() {
        folder.variable("NAME", "[a, b]: {c} # d ${STAGE}").variable("STAGE", "never");

        assertThat(database("${NAME}")).isEqualTo("[a, b]: {c} # d ${STAGE}");
    }

    @Test
    void readsANumberWhereTheKeyWantsOne() {
        folder.variable("REJECTS", "17");

        assertThat(folder.read(JobFolder.SMALLEST + "max-rejects: ${REJECTS}\n").maxRejects())
                .isEqualTo(17);
    }

    @Test
    void namesTheVariableThatIsMissing() {
        assertThat(folder.problems(JobFolder.SMALLEST + "max-rejects: ${REJECTS}\n"))
                .isEqualTo(
                        "job.yaml:6:14: max-rejects: the environment has no variable REJECTS. Set it, or give a default: ${REJECTS:-default}.");
    }

    @Test
    void refusesWhatBeginsNoVariable() {
        assertThat(folder.problems(JobFolder.SMALLEST + "max-rejects: ${a.b}\n"))
                .isEqualTo(
                        "job.yaml:6:14: max-rejects: ${ begins no variable. Write ${NAME} or ${NAME:-default}, or $${ for the characters themselves.");
    }

    @Test
    void neverShowsWhatAVariableHolds() {
        folder.variable("SECRET", "repla\nce-hunter2");

        assertThat(folder.problems("""
                        job: ${SECRET}
                        sources: {a: {path: in, format: "${SECRET}", records: "x${SECRET}"}, "b": {path: "${SECRET}"}}
                        relationalize: {source: "${SECRET}", root: "${SECRET}"}
                        tables: {b: {cast: {a: "${SECRET}"}, files: "${SECRET}"}}
                        derive: {d: {sql: "${SECRET}"}}
                        target: {path: "${SECRET}", mode: "${SECRET}"}
                        catalog: {database: "${SECRET}", type: "${SECRET}"}
                        max-rejects: ${SECRET}
                        checks: ${SECRET}
                        """)).doesNotContain("hunter2").contains("\"${SECRET}\"");
    }

    @Test
    void suggestsNothingThatWouldTellTheValue() {
        folder.variable("MODE", "replac");

        assertThat(folder.problems(JobFolder.SMALLEST.replace("{path: out}", "{path: out, mode: '${MODE}'}")))
                .isEqualTo(
                        "job.yaml:4:27: target.mode: expected replace, append, replace-partitions, merge or history, found text \"${MODE}\". Write for example replace.");
    }

    @Test
    void startsPathsOfVariablesFromTheWorkingDirectory() {
        folder.variable("DATA", "data");
        String paths = "['${DATA}/a', 'x/${DATA}', '${NONE:-y}', '/abs/${DATA}', '../z', 's3a://b/${DATA}/']";

        assertThat(folder.read(JobFolder.SMALLEST.replace("in/players.json", paths))
                        .sources()
                        .get("players")
                        .paths())
                .containsExactly(
                        folder.workingDirectory() + "/data/a",
                        folder.folder() + "/x/data",
                        folder.folder() + "/y",
                        "/abs/data",
                        temporary + "/z",
                        "s3a://b/data");
    }
}
