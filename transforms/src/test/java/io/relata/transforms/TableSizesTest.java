package io.relata.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.transforms.shred.SizeTrial;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableSizesTest {

    private static TableSizes sizes(SizeTrial.Size half, SizeTrial.Size whole) {
        return new TableSizes(Map.of("t", half), Map.of("t", whole));
    }

    @Test
    void whatComesOnceIsNotCountedWithEachRow() {
        TableSizes sizes = sizes(new SizeTrial.Size(100, 1_500), new SizeTrial.Size(200, 2_000));

        assertThat(sizes.bytes("t", 200)).isEqualTo(2_000);
        assertThat(sizes.bytes("t", 1_200)).isEqualTo(7_000);
    }

    @Test
    void rowsOfOneHalfAloneAreTakenInProportion() {
        assertThat(sizes(new SizeTrial.Size(0, 400), new SizeTrial.Size(10, 1_000))
                        .bytes("t", 30))
                .isEqualTo(3_000);
        assertThat(sizes(new SizeTrial.Size(10, 1_000), new SizeTrial.Size(10, 1_000))
                        .bytes("t", 30))
                .isEqualTo(3_000);
    }

    @Test
    void nothingIsKnownOfATableWithoutRows() {
        assertThat(sizes(new SizeTrial.Size(0, 400), new SizeTrial.Size(0, 400)).bytes("t", 3))
                .isZero();
    }
}
