package io.relata.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {

    private static final List<String> KNOWN = List.of("name", "rename", "case-twins", "materialized-views");

    @Test
    void findsTheNearestWord() {
        assertThat(DidYouMean.among(KNOWN, "renam")).contains("rename");
        assertThat(DidYouMean.among(KNOWN, "anme")).contains("name");
        assertThat(DidYouMean.among(KNOWN, "CASE_TWINS")).contains("case-twins");
        assertThat(DidYouMean.among(KNOWN, "materialised-view")).contains("materialized-views");
    }

    @Test
    void findsNothingFar() {
        assertThat(DidYouMean.among(KNOWN, "path")).isEmpty();
        assertThat(DidYouMean.among(KNOWN, "")).isEmpty();
        assertThat(DidYouMean.among(KNOWN, "name".repeat(1_000_000))).isEmpty();
        assertThat(DidYouMean.among(List.of(), "name")).isEmpty();
    }
}
