package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpectrumTableTest {

    @Test
    void namesThatAreFreeAndShortEnoughPass() {
        assertThatCode(() ->
                        SpectrumTable.check("db", List.of("a", "spectrum", "a_spectrums", "b".repeat(118), "root_a")))
                .doesNotThrowAnyException();
    }

    @Test
    void tablesWhoseSecondNamesAreTakenAreRefusedTogether() {
        assertThatThrownBy(() -> SpectrumTable.check("db", List.of("a", "A_Spectrum", "b_spectrum", "c", "b")))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot register Delta tables for Redshift Spectrum (database db): each has a second entry,"
                        + " named by its own name and _spectrum, and the name must be free: \"A_Spectrum\" is a table too;"
                        + " \"b_spectrum\" is a table too. Give these tables other names under tables in the job file, or"
                        + " set target.format: parquet.");
    }

    @Test
    void namesThatRedshiftWouldCutAreRefusedByTheirBytes() {
        String ascii = "t".repeat(119);
        String accented = "\u00e9".repeat(60);
        assertThatThrownBy(() -> SpectrumTable.check("db", List.of("a", ascii, accented)))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot register Delta tables for Redshift Spectrum (database db): each has a second entry,"
                        + " named by its own name and _spectrum, and Redshift takes names of 127 bytes: \"" + ascii
                        + "\" with 128 bytes; \"" + accented + "\" with 129 bytes. Give these tables other names under"
                        + " tables in the job file, or set target.format: parquet.");
    }
}
