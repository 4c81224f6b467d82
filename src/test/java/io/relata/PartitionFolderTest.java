package io.relata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionFolderTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain, plain",
                "a%2Fb, a/b",
                "a%2fb%3D, a/b=",
                "100%, 100%",
                "%zz%41, %zzA",
                "%4, %4",
                "%25%34%31, %41",
                "%E6%BC%A2, 漢",
                "漢%20字, 漢 字",
                "``, ``"
            })
    void hiveEscapesAreUndone(String folder, String value) {
        assertThat(PartitionFolder.decoded(folder)).isEqualTo(value);
    }

    @Test
    void aPathHasAValueForEachFolder() {
        assertThat(PartitionFolder.values("year=2024/a%3Db=x%2Fy=z/day=__HIVE_DEFAULT_PARTITION__"))
                .isEqualTo(new PartitionValues(List.of("2024", "x/y=z", PartitionValues.NULL)));
    }

    @Test
    void aFolderWithoutAValueIsRefused() {
        assertThatThrownBy(() -> PartitionFolder.values("year=2024/_temporary"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"_temporary\" in year=2024/_temporary is no folder of a partition");
    }
}
