package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By these paths a vacuum knows whether readers see a folder, whoever wrote its name down. */
class FolderPathTest {

    @Test
    void spellingsOfOneFolderAreOne() {
        assertThat(List.of("s3://b/t/1", "s3a://b/t/1", "s3n://b/t/1", "s3a://b/t/1/", "s3://b/t/1//"))
                .extracting(FolderPath::of)
                .containsOnly(FolderPath.of("s3://b/t/1"));
        assertThat(List.of("/t/1", "/t/1/", "file:/t/1", "file:///t/1"))
                .extracting(FolderPath::of)
                .containsOnly(FolderPath.of("/t/1"));
    }

    @ParameterizedTest
    @CsvSource({
        "s3://b/t/1, s3a://b/t/1/day=2, true, false",
        "s3a://b/t/1, s3://b/t/1/, true, true",
        "file:/t/1/day=2, /t/1, false, true",
        "s3://b/t/1, s3://b/t/10, false, false",
        "s3://b/t/1, s3://c/t/1, false, false",
        "s3://b/t/1, /b/t/1, false, false",
        "/s3a:/t, s3:/t, false, false"
    })
    void aFolderContainsWhatLiesInItAndItself(String one, String other, boolean contains, boolean isContained) {
        FolderPath first = FolderPath.of(one);
        FolderPath second = FolderPath.of(other);
        assertThat(first.contains(second)).isEqualTo(contains);
        assertThat(second.contains(first)).isEqualTo(isContained);
        assertThat(first.touches(second)).isEqualTo(contains || isContained);
        assertThat(second.touches(first)).isEqualTo(contains || isContained);
    }
}
