package io.relata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void textIsOneLineWithAllFourParts() {
        assertThat(new Problem("Cannot read source players", "players.json, line 3", "it ends early", "Fetch it again"))
                .hasToString("Cannot read source players (players.json, line 3): it ends early. Fetch it again.");
    }

    @Test
    void controlCharactersAndLineSeparatorsAreShownEscaped() {
        Problem problem = new Problem("a\nb", "\u001b[31m\r", "\u2028\u2029\u0000\u0085", "tab\there");

        assertThat(problem)
                .hasToString("a\\u000ab (\\u001b[31m\\u000d): \\u2028\\u2029\\u0000\\u0085. tab\\u0009here.");
    }

    @Test
    void otherTextStaysAsItIs() {
        assertThat(new Problem("漢字 \ud83d\udc96 %s", "w", "\"y\" \\ 'z'", "r"))
                .hasToString("漢字 \ud83d\udc96 %s (w): \"y\" \\ 'z'. r.");
    }

    @Test
    void longPartIsCut() {
        Problem problem = new Problem("x".repeat(2_000), "y".repeat(2_001), "z", "r");

        assertThat(problem.what()).isEqualTo("x".repeat(2_000));
        assertThat(problem.where()).isEqualTo("y".repeat(2_000) + "...");
    }
}
