package io.relata.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTest {

    @TempDir
    private Path work;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--data nope | no data \"nope\"; there are games, deep, legislators, tables-2 to tables-60",
                "--data tables-61 | no data \"tables-61\"; there are games, deep, legislators, tables-2 to tables-60",
                "--data tables-1 | no data \"tables-1\"; there are games, deep, legislators, tables-2 to tables-60",
                "--data games --variants floor,nope | no variant \"nope\"; there are floor, relata, relata-bytes, relata-survey, "
                        + "relata-survey-bytes, by-hand, "
                        + "spark-infer, infer-by-hand, duckdb-temp, duckdb-auto",
                "--data games --rounds 0 | rounds, megabytes, cores and cold-seconds are at least 1, "
                        + "warm-ups at least 0",
                "--data games --megabytes 1,0 | rounds, megabytes, cores and cold-seconds are at least 1, "
                        + "warm-ups at least 0",
                "--data games --cores 0 | rounds, megabytes, cores and cold-seconds are at least 1, "
                        + "warm-ups at least 0",
                "--data games --rounds some | Invalid value for option '--rounds': 'some' is not an int",
                "--data games --nope | Unknown option: '--nope'",
            })
    void wrongArgumentIsNamedBeforeAnythingIsWritten(String arguments, String why) {
        String[] all = (arguments + " --work " + work).split(" ");

        assertThatThrownBy(() -> Bench.main(all))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot start the bench (command line): %s. See bench/README.md for all options.", why);
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void dataAndWorkAreDemanded() {
        assertThatThrownBy(() -> Bench.main(new String[0]))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot start the bench (command line): Missing required options: '--data=<data>', "
                        + "'--work=<work>'. See bench/README.md for all options.");
    }
}
