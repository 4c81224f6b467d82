package io.relata.jobs.config;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.List;
import java.util.stream.Collectors;

/** A job file that cannot be used. Its message lists every problem, a line each; nothing was read or written yet. */
public final class JobFileException extends RelataException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    JobFileException(List<Problem> problems) {
        super(Kind.USAGE, problems.get(0));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    @Override
    public String getMessage() {
        return problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator()));
    }
}
