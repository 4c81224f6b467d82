package io.relata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskedTextTest {

    @Test
    void whatIsNoStructureIsMasked() {
        assertThat(MaskedText.of("{\"na\u00efve\": [1, -2.5], 'p@ss\u2603': \"\ud835\udfd9\ud83d\ude00\u202e\"}, tru"))
                .isEqualTo("{\"xxxxx\": [9, -9.9], ?x?xx??: \"9??\"}, xxx");
    }

    @Test
    void aLongTextIsCut() {
        assertThat(MaskedText.of("a".repeat(MaskedText.LONGEST))).isEqualTo("x".repeat(MaskedText.LONGEST));
        assertThat(MaskedText.of("a".repeat(MaskedText.LONGEST + 1)))
                .isEqualTo("x".repeat(MaskedText.LONGEST) + "\u2026");
    }
}
