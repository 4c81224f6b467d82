package io.relata.jobs;

import static java.util.Objects.requireNonNull;

/** A failure of a run that was told to whoever follows the run, so that it need not be told again. */
final class ToldFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    ToldFailure(RuntimeException failure) {
        super(requireNonNull(failure));
        exitCode = ExitCode.of(failure).number();
    }

    int exitCode() {
        return exitCode;
    }
}
