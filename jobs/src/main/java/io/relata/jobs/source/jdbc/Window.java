package io.relata.jobs.source.jdbc;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import java.time.Instant;
import java.util.Optional;

/**
 * The times that a run was given for its sources.
 *
 * @param from what {@code :from} stands for
 * @param asOf what {@code :as-of} stands for
 */
public record Window(Optional<Instant> from, Optional<Instant> asOf) {

    public static final Window NONE = new Window(Optional.empty(), Optional.empty());

    /** @throws RelataException when it ends before it begins */
    public Window {
        requireNonNull(from, "from");
        requireNonNull(asOf, "asOf");
        if (from.isPresent() && asOf.isPresent() && asOf.get().isBefore(from.get())) {
            throw RelataException.usage(new Problem(
                    "Cannot use the window of the run",
                    "--from " + from.get() + " --as-of " + asOf.get(),
                    "it ends before it begins",
                    "Give a time of --as-of that is not before that of --from"));
        }
    }
}
