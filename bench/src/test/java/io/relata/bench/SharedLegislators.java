package io.relata.bench;

import static org.junit.jupiter.api.Assumptions.abort;

import io.relata.RelataException;

/** The real records, where they are. */
final class SharedLegislators {

    private SharedLegislators() {}

    /** Skips the test, and says so, where they are absent. */
    static Legislators find() {
        Legislators legislators = Legislators.shared();
        try {
            legislators.origin();
        } catch (RelataException e) {
            System.err.println("SKIPPED, " + e.getMessage());
            abort(e.getMessage());
        }
        return legislators;
    }
}
