package io.relata.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private static final TableCounts COUNTS = new TableCounts(3, 1, 5);

    private final Agreement agreement = new Agreement(Map.of("root", COUNTS));

    @Test
    void equalOutputsAgree() {
        Map<String, Fingerprint> written = Map.of("root", new Fingerprint(COUNTS, BigDecimal.TEN));

        agreement.check("floor", written);
        agreement.check("relata", written);

        assertThat(agreement.agreed()).isEqualTo(written);
    }

    @Test
    void otherCountsThanGeneratedAreRefused() {
        Map<String, Fingerprint> written = Map.of("root", new Fingerprint(new TableCounts(2, 1, 5), BigDecimal.TEN));

        assertThatThrownBy(() -> agreement.check("relata", written))
                .isInstanceOf(RelataException.class)
                .hasMessage("The output of relata is wrong (table root): generated TableCounts[rows=3, keys=1, "
                        + "values=5], relata wrote TableCounts[rows=2, keys=1, values=5]. "
                        + "No figure of this bench counts until they agree.");
    }

    @Test
    void missingTableIsRefused() {
        assertThatThrownBy(() -> agreement.check("relata", Map.of()))
                .isInstanceOf(RelataException.class)
                .hasMessage("The output of relata is wrong (table root): generated TableCounts[rows=3, keys=1, "
                        + "values=5], relata wrote no table. No figure of this bench counts until they agree.");
    }

    @Test
    void otherChecksumThanTheFirstIsRefused() {
        agreement.check("floor", Map.of("root", new Fingerprint(COUNTS, BigDecimal.TEN)));

        assertThatThrownBy(() -> agreement.check("relata", Map.of("root", new Fingerprint(COUNTS, BigDecimal.ONE))))
                .isInstanceOf(RelataException.class)
                .hasMessage("The output of relata is wrong (table root): floor wrote Fingerprint[counts=TableCounts["
                        + "rows=3, keys=1, values=5], checksum=10], relata wrote Fingerprint[counts=TableCounts["
                        + "rows=3, keys=1, values=5], checksum=1]. "
                        + "No figure of this bench counts until they agree.");
    }
}
