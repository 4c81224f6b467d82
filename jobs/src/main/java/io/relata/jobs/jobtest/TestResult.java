package io.relata.jobs.jobtest;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * What came of one test.
 *
 * @param differences in words, with the rows that differ as tables; none where all is as expected
 */
public record TestResult(String test, List<String> differences, Duration took) {

    public TestResult {
        requireNonNull(test, "test");
        differences = List.copyOf(differences);
        requireNonNull(took, "took");
    }

    public boolean passed() {
        return differences.isEmpty();
    }
}
