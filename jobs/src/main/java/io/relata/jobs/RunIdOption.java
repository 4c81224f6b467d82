package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a run before it starts. */
final class RunIdOption {

    @Option(
            names = "--run-id",
            paramLabel = "RUN",
            description =
                    "The run's id, such as 20261121t101500z-4f9c02ab. A run of this id that was published is not run"
                            + " again: nothing is loaded twice (default: a new id).")
    private @Nullable String value;

    /** @throws RelataException when it is no run id */
    Optional<RunId> run() {
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(RunId.parsed(value)
                .orElseThrow(() -> RelataException.usage(new Problem(
                        "Cannot use a run id",
                        "--run-id",
                        "a run id is a time and eight hexadecimal digits, as in 20261121t101500z-4f9c02ab",
                        "Give one of this form, or none"))));
    }

    /**
     * The id of a run that was.
     *
     * @param what what cannot be done where the text is none
     */
    static RunId named(String text, String what) {
        return RunId.parsed(text)
                .orElseThrow(() -> RelataException.usage(new Problem(
                        what,
                        "the command line",
                        "it is not a run id",
                        "Give the name of a file in _relata/runs of the target, such as 20261121t101500z-4f9c02ab")));
    }
}
