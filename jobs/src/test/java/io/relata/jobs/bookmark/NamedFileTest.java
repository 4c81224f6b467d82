package io.relata.jobs.bookmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.transforms.json.ListedFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("any-spark")
class NamedFileTest {

    private static final String REMEDY =
            " Give the path of a file that a source's path covers, its key in the bucket, or"
                    + " its path below the source's folder.";

    private static NamedFile.Found found(String name, String... files) {
        NamedFile named = new NamedFile(name);
        for (String file : files) {
            named.add("events", List.of("s3://raw/in", "/data/in", "hdfs:///lake"), listed(file));
        }
        return named.found();
    }

    private static ListedFile listed(String path) {
        return new ListedFile(path, 1, 1, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "s3a://raw/in/day/a.csv, s3a://raw/in/day/a.csv",
        "s3://raw/in/day/a.csv, s3a://raw/in/day/a.csv",
        "in/day/a.csv, s3a://raw/in/day/a.csv",
        "day/a.csv, s3a://raw/in/day/a.csv",
        "in/day%3D1/a+b.csv, s3a://raw/in/day=1/a b.csv",
        "in/day%3D1/a+b.csv, s3a://raw/in/day%3D1/a+b.csv",
        "/data/in/a.csv, file:/data/in/a.csv",
        "file:///data/in/a.csv, file:/data/in/a.csv",
        "a.csv, file:/data/in/a.csv",
        "/lake/a.csv, hdfs://name:9000/lake/a.csv",
        "100%, file:/data/in/100%"
    })
    void aFileIsNamedByItsPathItsKeyOrItsPlaceBelowItsSource(String name, String file) {
        assertThat(found(name, file, "s3a://raw/in/other.csv", "file:/data/in/b.csv"))
                .isEqualTo(new NamedFile.Found("events", listed(file)));
    }

    @ParameterizedTest
    @CsvSource({
        "y/a.csv",
        ".csv",
        "s3a://other/in/day/a.csv",
        "../in/day/a.csv",
        "data/in/b.csv",
        "in/day",
        "IN/day/a.csv"
    })
    void whatNamesNoFileIsRefused(String name) {
        assertThatThrownBy(() -> found(name, "s3a://raw/in/day/a.csv", "file:/data/in/b.csv"))
                .hasMessage(
                        "Cannot take one file (--filename " + name + "): no source has a file of this name." + REMEDY);
    }

    /** A key that holds an escape is there as it is written. */
    @Test
    void whatIsWrittenGoesBeforeWhatItStandsFor() {
        assertThat(found("in/a%20b", "s3a://raw/in/a b", "s3a://raw/in/a%20b").file())
                .isEqualTo(listed("s3a://raw/in/a%20b"));
    }

    @Test
    void aNameOfSeveralFilesIsRefused() {
        assertThatThrownBy(() -> found("a.csv", "s3a://raw/in/a.csv", "file:/data/in/a.csv"))
                .hasMessage("Cannot take one file (--filename a.csv): source events has 2 files of this name,"
                        + " file:/data/in/a.csv and s3a://raw/in/a.csv among them. Give its whole path; it has to be of one"
                        + " source alone.");
        NamedFile named = new NamedFile("in/a.csv");
        named.add("events", List.of("s3a://raw/in"), listed("s3a://raw/in/a.csv"));
        named.add("copies", List.of("s3a://raw"), listed("s3a://raw/in/a.csv"));
        assertThatThrownBy(named::found)
                .hasMessage("Cannot take one file (--filename in/a.csv): the sources copies and events both read such a"
                        + " file. Give its whole path; it has to be of one source alone.");
    }
}
