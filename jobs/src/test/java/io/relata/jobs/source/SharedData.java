package io.relata.jobs.source;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.Optional;

/** Real data beside the checkout, or where the system property {@code relata.shared} says. */
public final class SharedData {

    private SharedData() {}

    /** Skips the test, and says so, where the data is absent. */
    public static Path find(String name) {
        Path shared = Optional.ofNullable(System.getProperty("relata.shared"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("relata.root"), "..", "shared"));
        Path found = shared.resolve("data").resolve(name);
        if (!java.nio.file.Files.exists(found)) {
            System.err.println("SKIPPED, there is no " + found);
            abort("there is no " + found);
        }
        return found;
    }
}
