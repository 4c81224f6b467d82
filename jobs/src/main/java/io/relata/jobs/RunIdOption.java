package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a run before it starts. */
final class RunIdOption {

    /** Where runs are found that published. */
    static final String MANIFESTS = "Give the name of a file in _relata/runs of the target";

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
     * @param what what cannot be done with a text that is none, which follows it
     * @param remedy where ids of runs are found
     */
    static RunId named(String text, String what, String remedy) {
        return RunId.parsed(text)
                .orElseThrow(() -> RelataException.usage(new Problem(
                        what + " \"" + RunSummary.shown(text) + "\"",
                        "the command line",
                        "it is not a run id",
                        remedy + ", such as 20261121t101500z-4f9c02ab")));
    }
}
